"""by the length of the step"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while np.linalg.norm(lr * grad(w)) > tolerance and steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
