"""unsupported operand"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)
