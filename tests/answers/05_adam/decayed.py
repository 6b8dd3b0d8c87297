# %% wrong: fresh_the_decay_as_an_exponential_of_the_wrong_number
"""the rate multiplies the decay: each step keeps 1 − ηα of the weight,"""

left = np.exp(-0.5 * 1000)

# %% wrong: fresh_linear_decay
"""each step takes a share of what is left, not of what there was"""


left = 1 - 1000 * 0.001 * 0.5
