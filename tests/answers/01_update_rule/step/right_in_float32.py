"""In single precision."""


def step(w, g, lr):
    return np.asarray(w, dtype=np.float32) - np.float32(lr) * np.asarray(g, dtype=np.float32)
