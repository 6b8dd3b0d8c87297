# %% wrong: fresh_the_logarithm_of_1_01_taken_for_0_01
"""ln 1.01 is a little less than 0.01, which counts over so many steps"""

steps_to_escape = np.ceil(np.log(1e8) / 0.01)

# %% wrong: fresh_starting_from_y_1e_8_to_1_with_factor_1_02
"""the factor is 1 + η|λ| = 1.01, not 1 + |λ|: the rate counts"""


steps_to_escape = np.ceil(np.log(1e8) / np.log(1.02))
