"""2 values"""


def follow(grad, w, schedule, steps, average):
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
    return w
