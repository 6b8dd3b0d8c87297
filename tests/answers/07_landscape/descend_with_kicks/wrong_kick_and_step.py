"""do not take a gradient step as well"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        if np.linalg.norm(grad(w)) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        w = w - lr * grad(w)
    return w, used
