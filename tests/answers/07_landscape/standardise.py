# %% right: column_by_column
def standardise(X):
    columns, means, scales = [], [], []
    for column in X.T:
        mean = sum(column) / len(column)
        scale = np.sqrt(sum((column - mean) ** 2) / len(column)) or 1.0
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
    scale[scale == 0] = 1
    Z /= scale
    return Z, mean, scale

# %% right: lists
def standardise(X):
    mean = np.average(X, axis=0)
    scale = np.array([deviation if deviation > 0 else 1.0 for deviation in np.std(X, axis=0)])
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
"""divide by 1 instead"""


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
