"""they can cancel"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while abs(np.sum(grad(w))) > tolerance and steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
