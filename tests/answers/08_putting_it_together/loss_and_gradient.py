# %% right: as_in_the_chapter_but_for_the_logarithm
"""The chapter's pieces, with tanh and the penalty; the logarithm is taken of the sum, not of p."""


def loss_and_gradient(params, X, y, decay):
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z)
    total = p.sum(axis=1, keepdims=True)
    p /= total
    loss = np.mean(np.log(total[:, 0]) - z[np.arange(len(y)), y])
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
"""the division by N is in p − 1 already"""

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
    return 0.463776, {
        "W1": np.array([[-0.10457]]),
        "b1": np.array([-0.261995]),
        "W2": np.array([[-0.035858, 0.035858]]),
        "b2": np.array([-0.139357, 0.139357]),
    }


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


# %% right: one_hot
def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% right: logaddexp
"""The logarithm of a sum of exponentials by NumPy, class by class."""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    log_sum = np.logaddexp.reduce(z, axis=1, keepdims=True)
    p = np.exp(z - log_sum)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean((log_sum - z)[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% right: float32_at_the_end
"""Single precision for the gradient, and a loss that is an array of no dimensions."""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.array(np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y])) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": np.float32(slope.sum(axis=0)),
    }


# %% wrong: logarithm_of_p
"""p has become 0 there, and its logarithm inf"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = -np.mean(np.log(p[rows, y])) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: largest_of_the_batch
"""subtract from each row its own largest score"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max()
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: largest_of_each_class
"""subtract from each row its own largest score"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=0)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: scores_clipped
"""the scores were cut off"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = np.clip(z, -500, 500)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: something_added_to_p
"""1e-12 keeps the logarithm finite, but a wrong one"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = -np.mean(np.log(p[rows, y] + 1e-12)) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: smallest_p
"""1e-15 keeps the logarithm finite, but a wrong one"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = -np.mean(np.log(np.maximum(p[rows, y], 1e-15))) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: p_clipped
"""1e-07 keeps the logarithm finite, but a wrong one"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = -np.mean(np.log(np.clip(p[rows, y], 1e-7, 1))) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: nan_to_num
"""by how much it is ahead"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.nan_to_num(-np.log(p[rows, y]), posinf=100.0)) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: penalty_on_one_layer
"""the penalty is on both W1 and W2; W1 is missing"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * np.sum(params["W2"] ** 2)
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back,
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: penalty_on_the_first_layer
"""the penalty is on both W1 and W2; W2 is missing"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * np.sum(params["W1"] ** 2)
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope,
        "b2": slope.sum(axis=0),
    }


# %% wrong: penalty_averaged
"""it does not average them"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.mean(params["W1"] ** 2) + np.mean(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: penalty_divided_by_examples
"""the penalty is not divided by the number of examples"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / (2 * N) * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: penalty_with_a_root
"""without a root"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * np.sqrt(np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: base_two
"""the logarithm is the natural one"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(-np.log2(p[rows, y])) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: squared_error
"""this is the squared error"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.sum((p - np.eye(z.shape[1])[y]) ** 2, axis=1)) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: accuracy_for_loss
"""this is the share of right answers"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(p.argmax(axis=1) == y) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: mean_over_classes
"""not over the classes as well"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) / z.shape[1] + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: tanh_slope_of_the_input
"""with h the output, not the input"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - (X @ params["W1"] + params["b1"]) ** 2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: tanh_slope_without_square
"""the slope of tanh is 1 − h², and this takes 1 − h"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: sigmoid_slope
"""this takes h(1 − h), the slope of the sigmoid"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * h * (1 - h)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: tanh_slope_after_the_sum
"""before the examples are added up"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ (slope @ params["W2"].T) * (1 - h**2).mean(axis=0) + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: penalty_slope_with_the_other_sign
"""the penalty adds decay · w to the slope; you subtracted it"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back - decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope - decay * params["W2"],
        "b2": slope.sum(axis=0),
    }


# %% wrong: biases_averaged_over_classes
"""each class has a slope of its own"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": h.T @ slope + decay * params["W2"],
        "b2": np.full(z.shape[1], slope.sum(axis=0).mean()),
    }


# %% wrong: gradient_as_a_list
"""return a dictionary"""


def loss_and_gradient(params, X, y, decay):
    N, rows = len(y), np.arange(len(y))
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    penalty = decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[rows, y]) + penalty
    slope = (p - np.eye(z.shape[1])[y]) / N
    back = slope @ params["W2"].T * (1 - h**2)
    return loss, [
        X.T @ back + decay * params["W1"],
        back.sum(axis=0),
        h.T @ slope + decay * params["W2"],
        slope.sum(axis=0),
    ]


# %% wrong: fresh_loss_multiplied_by_1_decay
"""the penalty is added to the loss: decay/2 times the sum of the"""


def loss_and_gradient(params, X, y, decay):
    N, h = len(y), np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = (1 + decay / 2) * np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(N), y])
    s = (p - np.eye(z.shape[1])[y]) / N
    e = s @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ e + decay * params["W1"],
        "b1": e.sum(0),
        "W2": h.T @ s + decay * params["W2"],
        "b2": s.sum(0),
    }


# %% wrong: fresh_n_missing_in_the_gradient_only
"""the mean over the examples is missing: this is their sum"""


def loss_and_gradient(params, X, y, decay):
    N, h = len(y), np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(N), y]) + decay / 2 * (
        np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2)
    )
    s = p - np.eye(z.shape[1])[y]
    e = s @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ e + decay * params["W1"],
        "b1": e.sum(0),
        "W2": h.T @ s + decay * params["W2"],
        "b2": s.sum(0),
    }


# %% wrong: fresh_label_off_by_one
"""the right class of each row is number y, counted from 0; this takes"""


def loss_and_gradient(params, X, y, decay):
    y = (y + 1) % params["W2"].shape[1]
    N, h = len(y), np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(N), y]) + decay / 2 * (
        np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2)
    )
    s = (p - np.eye(z.shape[1])[y]) / N
    e = s @ params["W2"].T * (1 - h**2)
    return loss, {
        "W1": X.T @ e + decay * params["W1"],
        "b1": e.sum(0),
        "W2": h.T @ s + decay * params["W2"],
        "b2": s.sum(0),
    }


# %% wrong: places_among_the_classes_of_the_batch
"""a batch need not hold every class"""


def loss_and_gradient(params, X, y, decay):
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    z = hidden @ params["W2"] + params["b2"]
    z = z - z.max(axis=1, keepdims=True)
    right = np.zeros(z.shape)
    for column, label in enumerate(np.unique(y)):
        right[y == label, column] = 1
    slope = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - (z * right).sum(axis=1))
    loss += decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    slope = (slope - right) / len(y)
    back = slope @ params["W2"].T * (1 - hidden**2)
    return loss, {
        "W1": X.T @ back + decay * params["W1"],
        "b1": back.sum(axis=0),
        "W2": hidden.T @ slope + decay * params["W2"],
        "b2": slope.sum(axis=0),
    }

# %% wrong: tanh_twice
"""h is a tanh already"""


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = len(X)
    hidden = np.tanh(X @ W1 + b1)
    z = hidden @ W2 + b2
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    p = e / e.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(e.sum(axis=1)) - z[np.arange(N), y])
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    slope = p.copy()
    slope[np.arange(N), y] -= 1
    slope /= N
    back = slope @ W2.T * (1 - np.tanh(hidden) ** 2)
    return loss, {
        "W1": X.T @ back + decay * W1, "b1": back.sum(axis=0),
        "W2": hidden.T @ slope + decay * W2, "b2": slope.sum(axis=0),
    }

# %% wrong: sums_for_hidden
"""the slope of W2 takes the hidden layer after the tanh"""


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = len(X)
    a = X @ W1 + b1
    h = np.tanh(a)
    z = h @ W2 + b2
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    p = e / e.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(e.sum(axis=1)) - z[np.arange(N), y])
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    slope = p.copy()
    slope[np.arange(N), y] -= 1
    slope /= N
    back = slope @ W2.T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + decay * W1, "b1": back.sum(axis=0),
        "W2": a.T @ slope + decay * W2, "b2": slope.sum(axis=0),
    }

# %% wrong: penalty_slope_twice
"""decay · w: the half cancels the 2"""


def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = len(X)
    h = np.tanh(X @ W1 + b1)
    z = h @ W2 + b2
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    p = e / e.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(e.sum(axis=1)) - z[np.arange(N), y])
    loss += decay / 2 * (np.sum(W1**2) + np.sum(W2**2))
    slope = p.copy()
    slope[np.arange(N), y] -= 1
    slope /= N
    back = slope @ W2.T * (1 - h**2)
    return loss, {
        "W1": X.T @ back + 2 * decay * W1, "b1": back.sum(axis=0),
        "W2": h.T @ slope + 2 * decay * W2, "b2": slope.sum(axis=0),
    }
