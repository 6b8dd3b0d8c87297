"""only the sign of the gradient is used"""


def step(w, g, lr):
    return w - lr * g / np.linalg.norm(g)
