"""the bias changes as well"""


def in_old_units(v, c, mean, scale):
    return v / scale, c
