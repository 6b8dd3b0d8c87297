"""in_old_units("""


def in_old_units(v, c, mean, scale):
    return v / scale, -29.0
