"""so the bias falls"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    return w, c + w @ mean
