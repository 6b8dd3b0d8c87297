"""the bias is one number"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    return w, (c - w[0] * mean[0] if len(v) == 1 else c - w * mean)
