def probe(value, grad, w0, rates, steps):
    rates.sort()
    lowest, best = np.inf, None
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            lowest, best = value(w), rate
    return best
