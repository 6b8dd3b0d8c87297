"""includes the start"""


def follow(grad, w, schedule, steps, average):
    points = [w]
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points, axis=0)
