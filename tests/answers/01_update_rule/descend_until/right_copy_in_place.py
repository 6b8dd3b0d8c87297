"""A copy, changed in place; a list is returned."""


def descend_until(grad, w, lr, tolerance, max_steps):
    w = np.array(w)
    for steps in range(max_steps + 1):
        g = np.asarray(grad(w))
        if steps == max_steps or g @ g <= tolerance**2:
            return [list(w), steps]
        w -= lr * g
