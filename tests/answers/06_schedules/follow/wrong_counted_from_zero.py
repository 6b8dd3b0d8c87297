"""steps are counted from 1"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(steps):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)
