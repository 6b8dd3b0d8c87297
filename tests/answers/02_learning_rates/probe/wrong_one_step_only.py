"""best for a single step"""


def probe(value, grad, w0, rates, steps):
    return min(rates, key=lambda rate: value(w0 - rate * grad(w0)))
