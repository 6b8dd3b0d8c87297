"""Moves w itself, and puts the old value back."""


def numeric_gradient(f, w):
    h = 1e-5
    gradient = []
    for i, old in enumerate(w.copy()):
        w[i] = old + h
        ahead = f(w)
        w[i] = old - h
        behind = f(w)
        w[i] = old
        gradient.append((ahead - behind) / (2 * h))
    return gradient
