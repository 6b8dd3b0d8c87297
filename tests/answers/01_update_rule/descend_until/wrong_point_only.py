"""return the number of steps as well"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.linalg.norm(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w
