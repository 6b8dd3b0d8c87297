"""ask for a new rate at each step"""


def follow(grad, w, schedule, steps, average):
    rate, points = schedule(1), []
    for t in range(1, steps + 1):
        w = w - rate * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)
