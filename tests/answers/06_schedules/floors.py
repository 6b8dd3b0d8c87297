# %% wrong: fresh_twice_the_floor
"""λ stands twice in the formula, also in front of the bracket"""

floor_01 = 2 * 0.1 / 3.6
rate_001 = 0.04 / 1.04

# %% wrong: fresh_lam_2_left_out_of_2_etalam
"""λ stands twice in the formula, also within the bracket"""


floor_01 = 0.1 / (2 * (2 - 0.1))
rate_001 = 0.04 / 1.04
