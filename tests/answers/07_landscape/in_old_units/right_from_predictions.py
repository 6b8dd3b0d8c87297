"""What the model says at 0, and one unit further along each axis."""


def in_old_units(v, c, mean, scale):
    def predict(x):
        return ((x - mean) / scale) @ v + c

    origin = np.zeros(len(v))
    return np.array([predict(e) - predict(origin) for e in np.eye(len(v))]), predict(origin)
