# %% right: half
network_rate = 0.5

# %% right: from_a_search
network_rate = min(np.logspace(-3, 1, 9), key=lambda rate: (np.isnan(two_epochs(rate)), two_epochs(rate)))

# %% right: the_rate_of_the_chapter
network_rate = np.float64(0.7)

# %% right: one
network_rate = 1

# %% wrong: adams_usual_rate
"""this rate is too small: the loss is still on its way down"""

network_rate = 0.001

# %% wrong: a_customary_rate_with_momentum
"""this rate is too small"""

network_rate = 0.1

# %% wrong: too_large
"""this rate is too large: the loss is as high as at the start"""

network_rate = 3

# %% wrong: the_limit_of_a_parabola
"""this rate is too large"""

network_rate = 2

# %% wrong: the_loss_instead_of_the_rate
"""too small"""

network_rate = two_epochs(1e-9) / 100

# %% wrong: explodes
"""too large"""

network_rate = 100.0

# %% wrong: negative
"""a negative rate climbs"""

network_rate = -0.5
