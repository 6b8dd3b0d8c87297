"""multiply the mean by the new weights"""


def in_old_units(v, c, mean, scale):
    return v / scale, c - np.sum(mean)
