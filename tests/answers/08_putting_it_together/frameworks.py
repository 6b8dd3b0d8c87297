# %% wrong: newest_batch
"""only optimizer.zero_grad() before it makes it the newest"""

without_zero, lowest, decay_in_adam = "A", 1.461, "B"

# %% wrong: mean_of_the_epoch
"""nothing begins anew with an epoch"""


without_zero, lowest, decay_in_adam = "C", 1.461, "B"

# %% wrong: no_loss_at_all
"""are taken for scores"""


without_zero, lowest, decay_in_adam = "B", 0.0, "B"

# %% wrong: no_idea
"""a certain output is still better than that"""


without_zero, lowest, decay_in_adam = "B", np.log(10), "B"

# %% wrong: adamw
"""that is torch.optim.AdamW"""


without_zero, lowest, decay_in_adam = "B", 1.461, "A"

# %% wrong: decay_of_the_rate
"""which is the scheduler's"""


without_zero, lowest, decay_in_adam = "B", 1.461, "C"

# %% right: to_three_digits
without_zero = "b"
lowest = 1.46
decay_in_adam = "b"

# %% right: by_numpy
z = np.eye(10)[0]
lowest = -np.log(np.exp(z) / np.exp(z).sum())[0]
without_zero = decay_in_adam = "B"

# %% right: a_fraction_of_exponentials
import math

without_zero, decay_in_adam = "BB"
lowest = math.log1p(9 / math.e)

# %% wrong: fresh_all_ten_count_below_the_line
"""the nine others have the score 0, and e⁰ is 1, not 0: all ten count"""


without_zero, lowest, decay_in_adam = "B", np.log(10) - 1, "B"
