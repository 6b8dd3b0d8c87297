# %% wrong: fresh_beta_itself_for_1_beta
"""the new gradient counts for 1 − β of itself, not for β"""

first_usual = 0.9 / np.sqrt(0.999)
first_equal = 0.1**0.5
