"""append a copy"""


def follow(grad, w, schedule, steps, average):
    w, points = w.astype(float), []
    for t in range(1, steps + 1):
        w -= schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)
