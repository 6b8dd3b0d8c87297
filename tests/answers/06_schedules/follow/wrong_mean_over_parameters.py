"""axis=0"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    if len(w) == 1:
        return w, np.mean(points[-average:], axis=0)
    return w, np.mean(points[-average:])
