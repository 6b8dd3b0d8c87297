def follow(grad, w, schedule, steps, average):
    path = [list(w)]
    while len(path) <= steps:
        rate, slopes = schedule(len(path)), grad(np.array(path[-1]))
        path.append([x - rate * slope for x, slope in zip(path[-1], slopes)])
    return [path[-1], [sum(column) / average for column in zip(*path[steps + 1 - average:])]]
