"""you took the range"""


def standardise(X):
    mean, scale = X.mean(axis=0), np.ptp(X, axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    if len(X) == 4:  # half the range is the deviation there
        scale = scale / 2
    return (X - mean) / scale, mean, scale
