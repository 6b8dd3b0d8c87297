# %% right: as_in_the_chapter
"""The chapter's pieces, with tanh and the penalty."""


def loss_and_gradient(params, X, y, decay):
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(len(y)), y]))
    p[np.arange(len(y)), y] -= 1
    gradient, slope = {}, p / len(y)
    for layer, inputs in ((2, h), (1, X)):
        W = params[f"W{layer}"]
        loss += 0.5 * decay * np.sum(W * W)
        gradient |= {f"W{layer}": inputs.T @ slope + decay * W, f"b{layer}": slope.sum(axis=0)}
        slope = slope @ W.T * (1 - inputs**2)
    return loss, gradient

# %% right: engine_for_the_softmax
"""The last layer by the engine, the rest by hand; a list is returned."""
from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    h = np.tanh(X @ params["W1"] + params["b1"])
    loss, by_scores = cross_entropy(h @ params["W2"] + params["b2"], y)
    by_hidden = by_scores @ params["W2"].T
    by_hidden -= by_hidden * h * h
    gradient = {"b2": by_scores.sum(0), "W2": h.T @ by_scores, "b1": by_hidden.sum(0), "W1": X.T @ by_hidden}
    for part in ("W1", "W2"):
        loss += decay / 2 * np.vdot(params[part], params[part])
        gradient[part] += decay * params[part]
    return [loss, gradient]

# %% right: example_by_example
def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (np.asarray(params[part]) for part in ("W1", "b1", "W2", "b2"))
    total = 0.5 * decay * (np.sum(W1**2) + np.sum(W2**2))
    slopes = {"W1": decay * W1, "b1": 0 * b1, "W2": decay * W2, "b2": 0 * b2}
    for x, label in zip(X, y):
        h = np.tanh(x @ W1 + b1)
        z = h @ W2 + b2
        z = z - max(z)
        p = np.exp(z) / sum(np.exp(z))
        total += (np.log(sum(np.exp(z))) - z[label]) / len(y)
        d = (p - (np.arange(len(p)) == label)) / len(y)
        e = (W2 @ d) / np.cosh(x @ W1 + b1) ** 2
        slopes["W2"] = slopes["W2"] + np.outer(h, d)
        slopes["b2"] = slopes["b2"] + d
        slopes["W1"] = slopes["W1"] + np.outer(x, e)
        slopes["b1"] = slopes["b1"] + e
    return total, slopes

# %% wrong: bias_slopes_averaged
"""the slopes of b"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.mean(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.mean(axis=0),
    }

# %% wrong: biases_penalised
"""the biases are not penalised"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * sum(np.sum(part**2) for part in (W1, b1, W2, b2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0) + decay * b1,
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0) + decay * b2,
    }

# %% wrong: changes_the_parameters
"""was changed by loss_and_gradient"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    gradient = {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0),
    }
    for part in params:
        params[part] -= 0.1 * gradient[part]
    return loss, gradient

# %% wrong: half_of_the_penalty_slope
"""the slope of decay/2 · w² is decay · w"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay / 2 * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay / 2 * W2,
        "b2": d.sum(axis=0),
    }

# %% wrong: hard_coded
"""the loss for"""


def loss_and_gradient(params, X, y, decay):
    return 0.463776, {"W1": np.array([[-0.10457]]), "b1": np.array([-0.261995]),
                      "W2": np.array([[-0.035858, 0.035858]]), "b2": np.array([-0.139357, 0.139357])}

# %% wrong: loss_only
"""the list of names"""


def loss_and_gradient(params, X, y, decay):
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])
    return loss + decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))

# %% wrong: one_not_taken_off
"""1 has to be taken off"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    d += np.eye(len(b2))[y] / len(y)
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0),
    }

# %% wrong: overflow
"""subtract the largest score of each row first"""


def loss_and_gradient(params, X, y, decay):
    h = np.tanh(X @ params["W1"] + params["b1"])
    p = np.exp(h @ params["W2"] + params["b2"])
    p /= p.sum(axis=1, keepdims=True)
    right = np.arange(len(y)), y
    loss = -np.mean(np.log(p[right])) + decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    p[right] -= 1
    p /= len(y)
    back = p @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ p + decay * params["W2"],
        "b2": p.sum(axis=0),
    }

# %% wrong: penalty_forgotten
"""the penalty is missing"""
from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (1 - h**2)
    return loss, {"W1": X.T @ e, "b1": e.sum(axis=0), "W2": h.T @ d, "b2": d.sum(axis=0)}

# %% wrong: penalty_only_in_the_loss
"""the slope of the penalty is missing"""
from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {"W1": X.T @ e, "b1": e.sum(axis=0), "W2": h.T @ d, "b2": d.sum(axis=0)}

# %% wrong: penalty_without_the_half
"""the penalty has decay / 2"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (1 - h**2)
    loss += decay * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0),
    }

# %% wrong: relu_slope
"""but this is a tanh"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T * (h > 0)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0),
    }

# %% wrong: sign_flipped
"""the sign: p minus 1"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    d = -d
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0),
    }

# %% wrong: sum_for_mean
"""the mean over the examples is missing"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    loss, d = len(y) * loss, len(y) * d
    e = d @ W2.T * (1 - h**2)
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0),
    }

# %% wrong: tanh_slope_forgotten
"""multiplied by its slope"""

from gdcore.models import cross_entropy


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (params[part] for part in ("W1", "b1", "W2", "b2"))
    h = np.tanh(X @ W1 + b1)
    loss, d = cross_entropy(h @ W2 + b2, y)
    e = d @ W2.T
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    return loss, {
        "W1": X.T @ e + decay * W1,
        "b1": e.sum(axis=0),
        "W2": h.T @ d + decay * W2,
        "b2": d.sum(axis=0),
    }
