"""Number by number, returned as a list."""


def step(w, g, lr):
    if np.ndim(w) == 0:
        return w - lr * g
    return [step(w_i, g_i, lr) for w_i, g_i in zip(w, g)]
