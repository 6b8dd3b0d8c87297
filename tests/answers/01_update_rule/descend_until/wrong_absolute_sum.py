"""without their signs"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.sum(np.abs(grad(w))) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
