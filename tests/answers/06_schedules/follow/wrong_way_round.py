"""first the last point, then the mean"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return np.mean(points[-average:], axis=0), w
