"""take nan for the smallest"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return rates[np.argmin(losses)]
