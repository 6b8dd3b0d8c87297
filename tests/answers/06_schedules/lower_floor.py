# %% right: list
lower = ["A", "B", "C", "F"]

# %% right: words_between
lower = "a and b and c and f"

# %% right: letters
lower = "FCBA"

# %% wrong: patience
"""D does not apply: a floor is where gains and noise are in balance"""


lower = "A, B, C, D, F"

# %% wrong: momentum_averages
"""E does not apply: in the accumulator form"""


lower = "A, B, C, E, F"

# %% wrong: rate_only
"""B applies as well"""


lower = "A, F"

# %% wrong: without_the_mean
"""B applies as well"""


lower = "A, C, F"

# %% wrong: without_the_batch
"""C applies as well"""


lower = "A, B, F"

# %% wrong: everything
"""D does not apply"""


lower = "A, B, C, D, E, F"

# %% wrong: none_of_them
"""D does not apply"""


lower = "D"

# %% wrong: fresh_rate_and_decay_only
"""B applies as well: the points scatter around the minimum, and their"""


lower = "A, F"
