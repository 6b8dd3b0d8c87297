# %% wrong: fresh_cosine_counted_from_100
"""at t = 101 no step of the cosine lies behind, so at t = 301 it is"""

rate_25 = 0.1
rate_301 = 0.4 * 0.5 * (1 + np.cos(np.pi * 201 / 600))
rate_501 = 0.1
