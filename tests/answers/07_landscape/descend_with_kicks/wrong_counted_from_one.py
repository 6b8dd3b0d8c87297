"""the first kick is kicks[0]"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used + 1 < len(kicks):
            used += 1
            w = w + kicks[used]
        else:
            w = w - lr * g
    return w, used
