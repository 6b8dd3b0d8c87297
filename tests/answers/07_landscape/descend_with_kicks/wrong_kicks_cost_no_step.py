"""a kick takes one of the steps"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        while np.linalg.norm(grad(w)) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        w = w - lr * grad(w)
    return w, used
