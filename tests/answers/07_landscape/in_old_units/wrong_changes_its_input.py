"""v was changed by in_old_units"""


def in_old_units(v, c, mean, scale):
    v /= scale
    return v, c - v @ mean
