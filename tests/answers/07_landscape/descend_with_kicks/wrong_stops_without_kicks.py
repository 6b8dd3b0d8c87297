"""when no kick is left, go on descending"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            if used == len(kicks):
                break
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used
