"""the last one is missing"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        points.append(w)
        w = w - schedule(t) * grad(w)
    return w, np.mean(points[1:][-average:], axis=0)
