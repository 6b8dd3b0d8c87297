"""The path as an array, filled row by row."""


def heavy_ball(grad, w, rates, beta):
    path = np.empty((len(rates) + 1, len(w)))
    path[0] = w
    velocity = 0
    for t, rate in enumerate(rates):
        velocity = beta * velocity + grad(path[t])
        path[t + 1] = path[t] - rate * velocity
    return path
