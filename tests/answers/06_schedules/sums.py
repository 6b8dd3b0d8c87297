# %% wrong: fresh_sum_of_20_terms
"""these are the first twenty rates; all of them are meant"""

total_rate = 0.2 * (1 - 0.9**20) / 0.1
share_left = np.prod(1 - 0.2 * 0.9 ** np.arange(1000))
