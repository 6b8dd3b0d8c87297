def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    waiting = list(kicks)
    for _ in range(steps):
        g = np.asarray(grad(w))
        if waiting and g @ g <= tolerance**2:
            w = w + waiting.pop(0)
        else:
            w = w - lr * g
    return w, len(kicks) - len(waiting)
