"""Floats, computed."""

w1 = 3 + 4 * 0.75
w2 = 3 + 4 * 0.75**2
steps_needed = float(np.ceil(np.log(4000) / np.log(4 / 3)))
