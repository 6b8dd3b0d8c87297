def follow(grad, w, schedule, steps, average, t=1, tail=()):
    if t > steps:
        return tail[-1], sum(tail) / len(tail)
    w = w - schedule(t) * np.asarray(grad(w))
    return follow(grad, w, schedule, steps, average, t + 1, (*tail, w)[-average:])
