"""What a careful user of NumPy would write for one network and one rule: the yardstick of `fit`."""

import numpy as np


def train(X, y, w, sizes, rule, lr, batch_size, epochs, rng):
    """Train sizes = (inputs, hidden, classes) from the flat parameters w, in place; rule "GradientDescent", "Momentum" or "Adam"."""
    inputs, hidden, classes = sizes
    g = np.empty_like(w)
    (W1, b1, W2, b2), (gW1, gb1, gW2, gb2) = (split(v, inputs, hidden, classes) for v in (w, g))
    m, v = np.zeros_like(w), np.zeros_like(w)
    rng = np.random.default_rng(rng)
    t = 0
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            batch, n, t = X.take(rows, axis=0), len(rows), t + 1
            h = batch @ W1
            h += b1
            np.maximum(h, 0, out=h)
            p = (h @ W2 + b2).T.copy()
            p -= p.max(axis=0)
            np.exp(p, out=p)
            p /= p.sum(axis=0)
            p[y.take(rows), np.arange(n)] -= 1
            p /= n
            error = p.T
            np.matmul(h.T, error, out=gW2)
            error.sum(axis=0, out=gb2)
            error = error @ W2.T
            error *= h > 0
            np.matmul(batch.T, error, out=gW1)
            error.sum(axis=0, out=gb1)
            if rule == "GradientDescent":
                g *= lr
                w -= g
            elif rule == "Momentum":
                m *= 0.9
                m += g
                w -= lr * m
            else:
                m *= 0.9
                m += 0.1 * g
                v *= 0.999
                g *= g
                g *= 0.001
                v += g
                w -= lr / (1 - 0.9**t) * m / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w


def split(w, inputs, hidden, classes):
    W1, b1, W2, b2 = np.split(w, np.cumsum([inputs * hidden, hidden, hidden * classes]))
    return W1.reshape(inputs, hidden), b1, W2.reshape(hidden, classes), b2
