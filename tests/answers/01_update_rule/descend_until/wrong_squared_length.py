"""take the root"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while np.sum(grad(w) ** 2) > tolerance and steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
