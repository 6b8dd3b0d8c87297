"""A yardstick for `fit`: what a careful user of NumPy would write for one network."""

import numpy as np


def train(X, y, w, sizes, rule, lr, batch_size, epochs, rng):
    """Train a network (inputs, hidden, classes) from the flat parameters w, in place.

    Returns the losses that `fit` records, of all steps and of all epochs.

    rule  "GradientDescent", "Momentum" or "Adam", with the usual constants
    """
    g = np.empty_like(w)
    (W1, b1, W2, b2), (gW1, gb1, gW2, gb2) = split(w, *sizes), split(g, *sizes)
    m, v = np.zeros_like(w), np.zeros_like(w)
    right, ones = np.eye(sizes[-1], dtype=w.dtype), np.ones(max(batch_size, sizes[-1]), w.dtype)
    rng = np.random.default_rng(rng)
    losses, epoch_losses = [], []

    def forward(X, y):
        h = np.dot(X, W1)
        h += b1
        np.maximum(h, 0, out=h)
        log_p = (np.dot(h, W2) + b2).T.copy()
        log_p -= log_p.max(axis=0)
        log_p -= np.log(np.dot(ones[: sizes[-1]], np.exp(log_p)))
        target = right.take(y, axis=1)
        return h, log_p, target, np.vdot(log_p, target) / -len(y)

    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            batch = X.take(rows, axis=0)
            h, log_p, target, loss = forward(batch, y.take(rows))
            losses.append(loss)
            error = np.exp(log_p, out=log_p).T
            error -= target.T
            error /= len(rows)
            np.dot(h.T, error, out=gW2)
            each = ones[: len(rows)]
            np.dot(each, error, out=gb2)
            error = np.dot(error, W2.T)
            error *= np.sign(h)
            np.dot(batch.T, error, out=gW1)
            np.dot(each, error, out=gb1)
            if rule == "GradientDescent":
                g *= lr
                w -= g
            elif rule == "Momentum":
                m *= 0.9
                m += g
                w -= lr * m
            else:
                t = len(losses)
                m *= 0.9
                m += 0.1 * g
                v *= 0.999
                g *= g
                g *= 0.001
                v += g
                w -= lr / (1 - 0.9**t) * m / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        epoch_losses.append(forward(X, y)[-1])
    return losses, epoch_losses


def split(w, inputs, hidden, classes):
    W1, b1, W2, b2 = np.split(w, np.cumsum([inputs * hidden, hidden, hidden * classes]))
    return W1.reshape(inputs, hidden), b1, W2.reshape(hidden, classes), b2
