"""stop after max_steps"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while np.linalg.norm(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
