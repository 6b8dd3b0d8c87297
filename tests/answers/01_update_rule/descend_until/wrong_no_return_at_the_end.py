"""a `return` is missing"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps
        w = w - lr * grad(w)
