"""w0 was changed by probe"""


def probe(value, grad, w0, rates, steps):
    start = w0.copy()
    losses = []
    for rate in rates:
        w0[:] = start
        for _ in range(steps):
            w0 -= rate * grad(w0)
        losses.append(value(w0))
    return rates[np.nanargmin(losses)]
