"""2 values"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for _ in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            break
        w = w - lr * grad(w)
    return w
