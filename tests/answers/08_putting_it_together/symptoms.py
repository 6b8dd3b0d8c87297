# %% right: list
run_1, run_2, run_3, run_4 = "DACB"
by_heart = "C"
would_show = ["C", "E"]

# %% right: order
run_1, run_2, run_3, run_4 = "DACB"
by_heart = "C"
would_show = "E, C"

# %% right: small_letters
run_1, run_2, run_3, run_4 = "DACB"
by_heart = "c"
would_show = "c e"

# %% wrong: too_large_for_shuffled
"""no better than guessing, at ln 10"""


run_1, run_2, run_3, run_4 = "DCCB"
by_heart = "C"
would_show = "C, E"

# %% wrong: early_decay_for_too_large
"""makes the loss jump wildly"""


run_1, run_2, run_3, run_4 = "AACB"
by_heart = "C"
would_show = "C, E"

# %% wrong: too_small_for_shuffled
"""no better than guessing"""


run_1, run_2, run_3, run_4 = "DACC"
by_heart = "C"
would_show = "C, E"

# %% wrong: shuffled_for_too_small
"""it has hardly begun"""


run_1, run_2, run_3, run_4 = "DABB"
by_heart = "C"
would_show = "C, E"

# %% wrong: more_digits
"""fewer digits are easier to learn"""


run_1, run_2, run_3, run_4 = "DACB"
by_heart = "A"
would_show = "C, E"

# %% wrong: another_optimizer
"""any optimizer can follow a right gradient"""


run_1, run_2, run_3, run_4 = "DACB"
by_heart = "B"
would_show = "C, E"

# %% wrong: first_loss_shows_it
"""A does not apply: a network without an idea"""


run_1, run_2, run_3, run_4 = "DACB"
by_heart = "C"
would_show = "A, C, E"

# %% wrong: gradient_check_shows_it
"""B does not apply: the gradient is that of the loss"""


run_1, run_2, run_3, run_4 = "DACB"
by_heart = "C"
would_show = "B, C, E"

# %% wrong: learned_by_heart_shows_it
"""D does not apply: twenty shuffled labels"""


run_1, run_2, run_3, run_4 = "DACB"
by_heart = "C"
would_show = "C, D, E"

# %% wrong: looking_only
"""E applies as well"""


run_1, run_2, run_3, run_4 = "DACB"
by_heart = "C"
would_show = "C"

# %% wrong: validation_only
"""C applies as well: nobody overlooks"""


run_1, run_2, run_3, run_4 = "DACB"
by_heart = "C"
would_show = "E"
