"""you stopped by the largest component"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and max(abs(grad(w))) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
