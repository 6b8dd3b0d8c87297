"""without kicks it stays on the ridge"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    for _ in range(steps):
        w = w - lr * grad(w)
    return w, 0
