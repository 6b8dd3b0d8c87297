"""this is a loss, not a rate"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return np.nanmin(losses)
