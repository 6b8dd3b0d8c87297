"""all max_steps steps were taken"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            break
        w = w - lr * grad(w)
    return w, steps
