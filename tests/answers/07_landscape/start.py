# %% wrong: fresh_2_n_not_rooted_in_per_cent
"""a number, not percent, and the root of it"""

deviation = 1.5625
share_left = 1 / 64
symmetric = "D"
