"""before the first step"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        w = w - lr * grad(w)
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps + 1
    return w, max_steps
