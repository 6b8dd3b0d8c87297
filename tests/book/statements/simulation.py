"""What the tests of several chapters need to simulate walks."""

from itertools import islice

import numpy as np

from gdcore import GradientDescent

DESCENT = GradientDescent()


def last(iterates, steps):
    """w after so many steps."""
    *_, w = islice(iterates, steps + 1)
    return w.copy()


def first_below(values, bound):
    """Index of the first row below the bound, run by run."""
    return np.argmax(np.asarray(values) < bound, axis=0)


def hessian(grad, w, h=1e-5):
    """Second derivatives, by centred differences of the gradient."""
    w = np.asarray(w, dtype=float)
    return np.array([(grad(w + h * e) - grad(w - h * e)) / (2 * h) for e in np.eye(w.size)])


def noise_variance(lr, curvature=1.0, noise=1.0, start=0.0, steps=100_000):
    """Var(w_t) by V ← (1 − ηλ)²V + η²σ², the walk ½λw² with gradient noise σ², exactly."""
    V, path = start, []
    for t in range(1, steps + 1):
        rate = lr(t) if callable(lr) else lr
        V = (1 - rate * curvature) ** 2 * V + (rate * noise) ** 2
        path.append(V)
    return np.array(path)
