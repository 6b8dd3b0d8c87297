def descend_with_kicks(grad, w, lr, steps, tolerance, kicks, used=0):
    if steps == 0:
        return w, used
    g = grad(w)
    if np.linalg.norm(g) > tolerance or len(kicks) == 0:
        return descend_with_kicks(grad, w - lr * g, lr, steps - 1, tolerance, kicks, used)
    return descend_with_kicks(grad, w + kicks[0], lr, steps - 1, tolerance, kicks[1:], used + 1)
