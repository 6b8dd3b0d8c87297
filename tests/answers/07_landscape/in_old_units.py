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


# %% right: prediction_at_zero
"""The bias is what the model says for people who are zero in everything."""


def in_old_units(v, c, mean, scale):
    at_zero = c + np.dot(v, (0 - mean) / scale)
    return [float(number) for number in v / scale], float(at_zero)


# %% right: solved_for
"""From predictions at a few points, by a linear system."""


def in_old_units(v, c, mean, scale):
    points = np.vstack([np.zeros_like(mean), np.eye(len(mean))])
    predictions = ((points - mean) / scale) @ v + c
    return np.linalg.solve(points[1:], predictions[1:] - predictions[0]), predictions[0]


# %% wrong: bias_without_c
"""c belongs to the bias"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = -w @ mean
    return w, b


# %% wrong: bias_divided
"""it is not divided"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c / scale[0] - w @ mean
    return w, b


# %% wrong: order_swapped
"""first the weights, then the bias"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - w @ mean
    return b, w


# %% wrong: weights_shifted
"""the weights are not shifted by the mean"""


def in_old_units(v, c, mean, scale):
    w = (v - mean) / scale
    b = c
    return w, b


# %% wrong: one_array
"""return the two of them, not one array"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - w @ mean
    return np.append(w, b)


# %% wrong: to_the_new_units
"""from the old units to those of Z"""


def in_old_units(v, c, mean, scale):
    w = v * scale
    b = c + v @ mean / scale[0]
    return w, b


# %% wrong: mean_over_scale
"""not by the mean over the scale"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - mean.sum() / scale.sum()
    return w, b


# %% wrong: average_of_contributions
"""do not average it"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - np.mean(w * mean)
    return w, b


# %% wrong: first_column_only
"""not the first alone"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - w[0] * mean[0]
    return w, b


# %% wrong: array_for_the_bias
"""the bias is one number"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - w * mean
    return w, b


# %% wrong: scale_squared
"""in_old_units"""


def in_old_units(v, c, mean, scale):
    w = v / scale**2
    b = c - w @ mean
    return w, b


# %% wrong: mean_changed
"""mean was changed by in_old_units"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    mean *= w
    return w, c - mean.sum()


# %% wrong: five_columns
"""in_old_units"""


def in_old_units(v, c, mean, scale):
    w = np.append(v[:5] / scale[:5], v[5:])
    b = c - w @ mean
    return w, b


# %% wrong: weights_kept
"""in_old_units"""


def in_old_units(v, c, mean, scale):
    w = v
    b = c - v @ (mean / scale)
    return w, b


# %% wrong: fresh_old_weights_in_the_bias_unscaled
"""what is subtracted from the bias is w times the mean, with the new"""


def in_old_units(v, c, mean, scale):
    return v / scale, c - v @ mean

# %% wrong: mean_of_the_unscaled_twice
"""the new weights are divided by the scale already"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    return w, c - w @ (mean / scale)

# %% wrong: weights_made_like_v
"""a whole-number array cuts off what follows the point"""


def in_old_units(v, c, mean, scale):
    w = np.zeros_like(v)
    for j in range(len(v)):
        w[j] = v[j] / scale[j]
    return w, c - w @ mean


# %% wrong: w_shift
"""v is not data"""


def in_old_units(v, c, mean, scale):
    w = (v - mean) / scale
    b = c - w @ mean
    return w, b
#


# %% wrong: w_v
"""the weights change as well"""


def in_old_units(v, c, mean, scale):
    w = v
    b = c - w @ mean
    return w, b
#


# %% wrong: b_no
"""c belongs to the bias, and z"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = w @ mean
    return w, b
#


# %% wrong: b_br
"""without brackets"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = (c - w) @ mean
    return w, b
#


# %% wrong: b_sep
"""each weight is multiplied by its own mean"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - w.sum() * mean.sum()
    return w, b
#


# %% wrong: b_abs
"""with its sign, not its size"""


def in_old_units(v, c, mean, scale):
    w = v / scale
    b = c - np.abs(w @ mean)
    return w, b
#


# %% wrong: unchanged
"""these are v and c as they came"""


def in_old_units(v, c, mean, scale):
    w, b = v, c
    return w, b
#
