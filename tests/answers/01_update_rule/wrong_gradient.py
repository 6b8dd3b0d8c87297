# %% wrong: checked_at_zero
"""gradient_a only where w[2] = 0"""

wrong_gradient = "B"
wrong_component = 2

# %% wrong: counted_from_one
"""components are counted from 0"""

wrong_gradient = "A"
wrong_component = 3
