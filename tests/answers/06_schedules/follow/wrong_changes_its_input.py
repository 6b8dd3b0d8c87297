"""w was changed by follow"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w -= schedule(t) * grad(w)
        points.append(w.copy())
    return w, np.mean(points[-average:], axis=0)
