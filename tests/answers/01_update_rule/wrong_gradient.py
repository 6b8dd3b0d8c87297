# %% wrong: checked_at_zero
"""gradient_a only where w[2] = 0"""

wrong_gradient = "B"
wrong_component = 2

# %% wrong: counted_from_one
"""components are counted from 0"""

wrong_gradient = "A"
wrong_component = 3

# %% wrong: one_weight_needs_no_penalty
"""this f does not"""

wrong_gradient = "B"
wrong_component = 2
