"""A copy, changed in place; a list is returned."""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    w, used, taken = np.array(w, dtype=float), 0, 0
    while taken < steps:
        g = grad(w)
        level = np.sqrt(np.sum(g**2)) <= tolerance
        if level and used < len(kicks):
            w += kicks[used]
            used += 1
        else:
            w -= lr * g
        taken += 1
    return [w.tolist(), used]
