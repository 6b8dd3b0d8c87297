# %% right: float32
def in_old_units(v, c, mean, scale):
    w = v / scale
    return w.astype(np.float32), np.float32(c - np.dot(mean, w))

# %% right: from_predictions
"""What the model says at 0, and one unit further along each axis."""


def in_old_units(v, c, mean, scale):
    def predict(x):
        return ((x - mean) / scale) @ v + c

    origin = np.zeros(len(v))
    return np.array([predict(e) - predict(origin) for e in np.eye(len(v))]), predict(origin)

# %% right: in_a_loop
def in_old_units(v, c, mean, scale):
    w, b = [], c
    for weight, m, s in zip(v, mean, scale):
        w.append(weight / s)
        b -= weight * m / s
    return w, b

# %% wrong: bias_for_each_column
"""the bias is one number"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    return w, (c - w[0] * mean[0] if len(v) == 1 else c - w * mean)

# %% wrong: bias_kept
"""the bias changes as well"""


def in_old_units(v, c, mean, scale):
    return v / scale, c

# %% wrong: bias_rises
"""so the bias falls"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    return w, c + w @ mean

# %% wrong: changes_its_input
"""v was changed by in_old_units"""


def in_old_units(v, c, mean, scale):
    v /= scale
    return v, c - v @ mean

# %% wrong: hard_coded
"""in_old_units("""


def in_old_units(v, c, mean, scale):
    return v / scale, -29.0

# %% wrong: means_without_weights
"""multiply the mean by the new weights"""


def in_old_units(v, c, mean, scale):
    return v / scale, c - np.sum(mean)

# %% wrong: multiplied
"""divide by the scale"""


def in_old_units(v, c, mean, scale):
    w = v * scale
    return w, c - w @ mean

# %% wrong: old_weights_in_the_bias
"""with the new weights"""


def in_old_units(v, c, mean, scale):
    return v / scale, c - v @ mean
