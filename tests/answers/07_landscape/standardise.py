# %% right: column_by_column
def standardise(X):
    columns, means, scales = [], [], []
    for column in X.T:
        mean = sum(column) / len(column)
        scale = np.sqrt(sum((column - mean) ** 2) / len(column)) if len(set(column)) > 1 else 1.0
        columns.append((column - mean) / scale)
        means.append(mean)
        scales.append(scale)
    return np.array(columns).T, means, scales


# %% right: copy_in_place
def standardise(X):
    Z = X.copy()
    mean = Z.mean(axis=0)
    Z -= mean
    scale = np.sqrt(np.mean(Z * Z, axis=0))
    scale[(X == X[0]).all(axis=0)] = 1
    Z /= scale
    return Z, mean, scale


# %% right: lists
def standardise(X):
    mean = np.average(X, axis=0)
    scale = np.array([column.std() if max(column) > min(column) else 1.0 for column in X.T])
    return [((X - mean) / scale).tolist(), mean.tolist(), scale.tolist()]


# %% wrong: changes_its_input
"""X was changed by standardise"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    X -= mean
    X /= scale
    return X, mean, scale


# %% wrong: divides_by_zero
"""0/0 is nan"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    with np.errstate(all="ignore"):
        return (X - mean) / scale, mean, scale


# %% wrong: mean_not_subtracted
"""subtract the mean as well"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    return X / scale, mean, scale


# %% wrong: n_minus_one
"""not 1/(N − 1)"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0, ddof=1)
    scale = np.where(scale == 0, 1.0, scale)
    return (X - mean) / scale, mean, scale


# %% wrong: one_scale_for_all
"""each column has its own mean and scale"""


def standardise(X):
    return (X - X.mean()) / X.std(), X.mean(), X.std()


# %% wrong: only_z
"""return three arrays"""


def standardise(X):
    scale = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(scale == 0, 1.0, scale)


# %% wrong: over_rows
"""axis=0"""


def standardise(X):
    mean, scale = X.mean(axis=1), X.std(axis=1)
    scale = np.where(scale == 0, 1.0, scale)
    return ((X.T - mean) / scale).T, mean, scale


# %% wrong: range
"""you took the range"""


def standardise(X):
    mean, scale = X.mean(axis=0), np.ptp(X, axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    if len(X) == 4:  # half the range is the deviation there
        scale = scale / 2
    return (X - mean) / scale, mean, scale


# %% wrong: something_added
"""small numbers are not constant ones"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale < 1e-8, 1.0, scale)
    return (X - mean) / scale, mean, scale


# %% wrong: variance
"""that is the variance"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.var(axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    return (X - mean) / scale, mean, scale


# %% right: einsum_free
"""Sums by hand, and a list for the scales."""


def standardise(X):
    N = len(X)
    mean = X.sum(axis=0) / N
    centred = X - mean
    scale = [s if np.ptp(column) else 1.0 for s, column in zip(np.sqrt((centred**2).mean(axis=0)), X.T)]
    return centred / np.array(scale), mean, scale


# %% right: masked
"""The columns that vary, by a mask."""


def standardise(X):
    X = np.array(X, dtype=float)
    varies = X.max(axis=0) > X.min(axis=0)
    mean, scale = X.mean(axis=0), np.ones(X.shape[1])
    scale[varies] = X[:, varies].std(axis=0)
    Z = np.zeros_like(X)
    Z[:, varies] = (X[:, varies] - mean[varies]) / scale[varies]
    return (Z, mean, scale)


# %% wrong: brackets_missing
"""needs its brackets"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = X - mean / scale
    return Z, mean, scale


# %% wrong: not_divided
"""divide by the scale as well"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = X - mean
    return Z, mean, scale


# %% wrong: multiplied
"""multiply? z is"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) * scale
    return Z, mean, scale


# %% wrong: order_swapped
"""the order is Z, the means, the scales"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, scale, mean


# %% wrong: between_zero_and_one
"""between 0 and 1"""


def standardise(X):
    mean, scale = X.min(axis=0), np.ptp(X, axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, mean, scale


# %% wrong: rows_standardised
"""each column, not each row"""


def standardise(X):
    mean, scale = X.mean(axis=1), X.std(axis=1)
    Z = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
    return Z, mean, scale


# %% wrong: zero_kept_as_the_scale
"""1 for a constant column"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    divisor = np.where(scale == 0, 1.0, scale)
    Z = (X - mean) / divisor
    return Z, mean, scale


# %% wrong: constant_column_dropped
"""it stays in its place"""


def standardise(X):
    X = X[:, np.ptp(X, axis=0) > 0]
    return (X - X.mean(axis=0)) / X.std(axis=0), X.mean(axis=0), X.std(axis=0)


# %% wrong: two_columns
"""counts on a number of columns"""


def standardise(X):
    mean = np.array([X[:, 0].mean(), X[:, 1].mean()])
    scale = np.array([X[:, 0].std() or 1.0, X[:, 1].std() or 1.0])
    return (X - mean) / scale, mean, scale


# %% wrong: epsilon_in_the_scale
"""compared with a fixed number"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.maximum(scale, 1e-8)
    Z = (X - mean) / scale
    return Z, mean, scale


# %% wrong: variance_by_n_minus_one
"""not 1/(N − 1)"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0, ddof=1)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, mean, scale


# %% wrong: median
"""standardise of a random array"""


def standardise(X):
    mean, scale = np.median(X, axis=0) if len(X) > 4 else X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, mean, scale


# %% wrong: absolute_deviation
"""standardise of a random array"""


def standardise(X):
    mean, scale = X.mean(axis=0), np.abs(X - X.mean(axis=0)).mean(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, mean, scale


# %% wrong: only_z_and_means
"""3 values"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, mean


# %% wrong: ten_columns
"""standardise of a random array of shape (500, 40)"""


def standardise(X):
    X = X[:, :10]
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, mean, scale


# %% wrong: first_hundred_people
"""standardise of a random array of shape (500, 40)"""


def standardise(X):
    mean, scale = X[:100].mean(axis=0), X[:100].std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    Z = (X - mean) / scale
    return Z, mean, scale


# %% wrong: fresh_columns_divided_by_their_largest
"""divide by the standard deviation, not by the largest number"""


def standardise(X):
    mean, scale = X.mean(axis=0), np.abs(X).max(axis=0)
    return (X - mean) / scale, mean, scale


# %% wrong: a_deviation_of_exactly_zero
"""rounding leaves this column a deviation that is tiny and not 0"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale[scale == 0] = 1.0
    return (X - mean) / scale, mean, scale


# %% wrong: first_and_last_compared
"""the first number of a column and its last may agree where others do not"""


def standardise(X):
    mean = X.mean(axis=0)
    scale = np.where(X[0] == X[-1], 1.0, X.std(axis=0))
    return (X - mean) / scale, mean, scale


# %% wrong: compared_with_a_very_small_number
"""small numbers are not constant ones"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale < 1e-12, 1.0, scale)
    return (X - mean) / scale, mean, scale

# %% wrong: a_little_added
"""something was added to the scale"""


def standardise(X):
    mean = X.mean(axis=0)
    scale = X.std(axis=0) + 1e-8
    return (X - mean) / scale, mean, scale

# %% wrong: whole_number_columns
"""cuts off what follows the point"""


def standardise(X):
    Z = np.zeros_like(X)
    mean, scale = np.zeros(X.shape[1]), np.ones(X.shape[1])
    for j in range(X.shape[1]):
        mean[j] = X[:, j].mean()
        if np.ptp(X[:, j]) > 0:
            scale[j] = X[:, j].std()
            Z[:, j] = (X[:, j] - mean[j]) / scale[j]
    return Z, mean, scale


# %% wrong: var_div
"""not by the variance"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    return (X - mean) / scale**2, mean, scale
#


# %% wrong: l2c
"""not by the range or the length of the column"""


def standardise(X):
    mean, scale = X.mean(axis=0), np.linalg.norm(X - X.mean(axis=0), axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    return (X - mean) / scale, mean, scale
#


# %% wrong: no_where
"""0/0 is nan"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / scale, mean, scale
#


# %% wrong: mad
"""this is the mean size"""


def standardise(X):
    mean, scale = X.mean(axis=0), np.abs(X - X.mean(axis=0)).mean(axis=0)
    scale = np.where(np.ptp(X, axis=0) == 0, 1.0, scale)
    return (X - mean) / scale, mean, scale
#


# %% wrong: where_std0
"""and not whether the deviation is 0"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    return (X - mean) / scale, mean, scale
#


# %% wrong: max1
"""a small deviation is one, too"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.maximum(scale, 1)
    return (X - mean) / scale, mean, scale
#


# %% wrong: keepx
"""subtract its mean, too"""


def standardise(X):
    mean, scale = X.mean(axis=0), X.std(axis=0)
    constant = np.ptp(X, axis=0) == 0
    scale = np.where(constant, 1.0, scale)
    return np.where(constant, X, (X - mean) / scale), mean, scale
#
