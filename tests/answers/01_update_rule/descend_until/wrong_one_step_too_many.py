"""one step too many"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps:
        g = grad(w)
        w = w - lr * g
        steps += 1
        if np.linalg.norm(g) <= tolerance:
            break
    return w, steps
