"""A while loop."""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    g = grad(w)
    while np.sqrt(np.sum(g**2)) > tolerance and steps < max_steps:
        w = w - lr * g
        g = grad(w)
        steps += 1
    return w, steps
