"""The sum of the last points, without a list; w changes in place."""


def follow(grad, w, schedule, steps, average):
    w = np.array(w, dtype=float)
    total = np.zeros_like(w)
    for t in range(1, steps + 1):
        w -= schedule(t) * grad(w)
        if t > steps - average:
            total += w
    return w, total / average
