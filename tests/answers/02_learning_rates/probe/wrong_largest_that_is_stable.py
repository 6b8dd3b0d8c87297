"""the largest rate that did not climb"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return max(rate for rate, loss in zip(rates, losses) if loss < value(w0))
