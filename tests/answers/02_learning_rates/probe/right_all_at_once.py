def probe(value, grad, w0, rates, steps):
    w = np.tile(w0, (len(rates), 1))
    for _ in range(steps):
        w = w - rates[:, np.newaxis] * grad(w)
    return rates[np.nanargmin(value(w))]
