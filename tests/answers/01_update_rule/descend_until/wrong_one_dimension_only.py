"""The truth value of an array"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and abs(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
