"""w was changed by descend_until"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps
        w -= lr * grad(w)
    return w, max_steps
