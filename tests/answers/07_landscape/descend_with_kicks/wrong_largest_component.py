"""the largest component"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.abs(g).max() <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used
