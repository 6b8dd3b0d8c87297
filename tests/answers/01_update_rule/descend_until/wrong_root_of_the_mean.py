"""the root of the mean of the squares"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.sqrt(np.mean(grad(w) ** 2)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
