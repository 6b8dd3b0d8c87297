"""What the tests of several chapters need: walks of many runs, step by step or exactly, and their factors."""

import math
from itertools import islice

import numpy as np

from gdcore import GradientDescent, Momentum, descend

DESCENT = GradientDescent()
RUNS = 20_000


def last(iterates, steps):
    """w after so many steps."""
    *_, w = islice(iterates, steps + 1)
    return w.copy()


def steps_of(rule, gradients, lr=1.0):
    """What the rule subtracts on a sequence of gradients `(steps, ...)`, an array of the same shape."""
    gradients = np.asarray(gradients, dtype=float)
    w = np.zeros(gradients.shape[1:] or (1,))
    state, steps = rule.init(w), []
    for t, g in enumerate(gradients, start=1):
        step = rule.step(np.broadcast_to(g, w.shape), state, t, lr, w)
        w -= step
        steps.append(np.array(step))
    return np.reshape(steps, gradients.shape)


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


def stationary(rule, lr, curvature=2.0, noise=1.5, batch_size=4, steps=400):
    """w of RUNS runs on ½λw², long after a start at 0; the gradient has noise of variance σ²/B."""
    rng = np.random.default_rng(0)

    def noisy_gradient(w):
        return curvature * w + noise / np.sqrt(batch_size) * rng.standard_normal(w.shape)

    return last(descend(noisy_gradient, np.zeros((RUNS, 1)), rule, lr), steps)[:, 0]


def gradients_of_examples(model, w, X, y):
    """The gradient of each example's own loss, `(N, size)`."""
    return np.array([model.loss_and_grad(w, X[i : i + 1], y[i : i + 1])[1] for i in range(len(X))])


def with_ones(X):
    """The column of ones that the bias multiplies, on the right."""
    return np.column_stack([X, np.ones(len(X))])


def one_step(rule, lr, curvature):
    """The matrix by which one step on ½λw² multiplies (w, v), read off the rule itself."""
    basis = np.eye(2)
    w, v = basis[:, :1], basis[:, 1:].copy()  # two runs, each from one unit vector
    state = {"v": v}
    step = rule.step(curvature * w, state, 1, lr, w)
    return np.stack([(w - step)[:, 0], state["v"][:, 0]])


def spectral_radius(rule, lr, curvature):
    """The factor by which the slowest mode shrinks per step."""
    return abs(np.linalg.eigvals(one_step(rule, lr, curvature))).max()


def worst_factor(rule, lr, kappa):
    """The largest factor per step on curvatures from 1 to κ."""
    return max(spectral_radius(rule, lr, curvature) for curvature in np.geomspace(1, kappa, 400))


def steps_for_a_digit(factor):
    """How many steps divide the error by ten, at this factor per step."""
    return -1 / np.log10(factor)


def best_heavy_ball(mu, L):
    """Polyak's rule and rate for curvatures from μ to L."""
    small, large = math.sqrt(mu), math.sqrt(L)
    return Momentum(((large - small) / (large + small)) ** 2), (2 / (small + large)) ** 2
