"""one step too few"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)
