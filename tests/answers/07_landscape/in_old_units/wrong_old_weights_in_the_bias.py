"""with the new weights"""


def in_old_units(v, c, mean, scale):
    return v / scale, c - v @ mean
