"""index 2 is out of bounds"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps + 20):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used
