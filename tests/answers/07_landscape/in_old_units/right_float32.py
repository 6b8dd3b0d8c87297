def in_old_units(v, c, mean, scale):
    w = v / scale
    return w.astype(np.float32), np.float32(c - np.dot(mean, w))
