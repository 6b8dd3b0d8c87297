"""this is the mean of all"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points, axis=0)
