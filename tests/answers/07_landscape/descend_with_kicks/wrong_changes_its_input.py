"""w was changed by descend_with_kicks"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w += kicks[used]
            used += 1
        else:
            w -= lr * g
    return w, used
