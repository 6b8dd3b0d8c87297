"""By the formula, as an array."""

path = 3 + 4 * 0.75 ** np.arange(30)
