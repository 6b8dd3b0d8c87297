# %% wrong: fresh_a_1_lam
"""larger than needed: this costs a third more than the best"""

best_a = 4
noise_left = 0.016 / 3
