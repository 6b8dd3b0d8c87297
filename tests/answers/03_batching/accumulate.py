# %% right: in_place
"""Added up in place, each portion with its share."""


def accumulate(gradient, X, y, size):
    total = None
    for first in range(0, len(y), size):
        g = np.array(gradient(X[first : first + size], y[first : first + size]), dtype=float)
        g *= min(size, len(y) - first) / len(y)
        if total is None:
            total = g
        else:
            total += g
    return total

# %% right: one_by_one
"""Portions of a single example: slow, and right."""


def accumulate(gradient, X, y, size):
    return np.mean([gradient(X[i : i + 1], y[i : i + 1]) for i in range(len(X))], axis=0).tolist()

# %% right: running_mean
"""A mean that is brought up to date with each portion."""


def accumulate(gradient, X, y, size):
    mean, seen = 0.0, 0
    while seen < len(X):
        part = X[seen : seen + size]
        share = len(part) / (seen + len(part))
        mean = mean + share * (gradient(part, y[seen : seen + size]) - mean)
        seen += len(part)
    return mean

# %% right: split
"""Cut by np.array_split, which makes portions of even size."""


def accumulate(gradient, X, y, size):
    portions = -(-len(X) // size)
    total = sum(len(y_part) * np.asarray(gradient(X_part, y_part))
                for X_part, y_part in zip(np.array_split(X, portions), np.array_split(y, portions)))
    return total / len(X)

# %% wrong: all_at_once
"""more do not fit in memory"""


def accumulate(gradient, X, y, size):
    return gradient(X, y)

# %% wrong: labels_not_cut
"""cut y as well, and at the same places as X"""


def accumulate(gradient, X, y, size):
    total = 0
    for i in range(0, len(X), size):
        part = X[i : i + size]
        total = total + gradient(part, y) * len(part)
    return total / len(X)

# %% wrong: last_portion_dropped
"""the last, smaller portion is missing"""


def accumulate(gradient, X, y, size):
    total = 0
    for k in range(len(X) // size):
        part = slice(k * size, (k + 1) * size)
        total = total + gradient(X[part], y[part]) * size
    return total / len(X)

# %% wrong: last_portion_full_weight
"""weight it by that, not by size"""


def accumulate(gradient, X, y, size):
    total = 0
    for i in range(0, len(X), size):
        total = total + gradient(X[i : i + size], y[i : i + size]) * size
    return total / len(X)

# %% wrong: mean_of_means
"""gives the last, smaller one too much weight"""


def accumulate(gradient, X, y, size):
    return np.mean([gradient(X[i : i + size], y[i : i + size]) for i in range(0, len(X), size)], axis=0)

# %% wrong: not_divided
"""divide by the number of all"""


def accumulate(gradient, X, y, size):
    total = 0
    for i in range(0, len(X), size):
        total = total + gradient(X[i : i + size], y[i : i + size]) * len(X[i : i + size])
    return total

# %% wrong: returns_in_the_loop
"""the `return` may stand inside the loop"""


def accumulate(gradient, X, y, size):
    total, seen = 0, 0
    for i in range(0, len(X), size):
        part = X[i : i + size]
        total, seen = total + gradient(part, y[i : i + size]) * len(part), seen + len(part)
        return total / seen

# %% wrong: without_weights
"""that multiplies the learning rate"""


def accumulate(gradient, X, y, size):
    return sum(gradient(X[i : i + size], y[i : i + size]) for i in range(0, len(X), size))

# %% wrong: one_number
"""the gradient is an array, with a number for each parameter"""

def accumulate(gradient, X, y, size):
    total = 0
    for first in range(0, len(X), size):
        part = slice(first, first + size)
        total = total + gradient(X[part], y[part]) * len(X[part])
    return np.mean(total / len(X))

# %% wrong: first_parameter
"""with a number for each parameter"""

def accumulate(gradient, X, y, size):
    total = 0
    for first in range(0, len(X), size):
        part = slice(first, first + size)
        total = total + gradient(X[part], y[part]) * len(X[part])
    return (total / len(X))[0]

# %% wrong: means_weighted_by_size_and_averaged
"""no mean over the portions with the weights n/size"""

def accumulate(gradient, X, y, size):
    parts = [
        gradient(X[i : i + size], y[i : i + size]) * len(X[i : i + size]) / size
        for i in range(0, len(X), size)
    ]
    return np.mean(parts, axis=0)

# %% right: with_average
def accumulate(gradient, X, y, size):
    cuts = range(size, len(X), size)
    parts = list(zip(np.split(X, cuts), np.split(y, cuts)))
    return np.average([gradient(*part) for part in parts], axis=0, weights=[len(part[1]) for part in parts])

# %% right: example_by_example
def accumulate(gradient, X, y, size):
    return sum(gradient(X[i : i + 1], y[i : i + 1]) for i in range(len(X))) / len(X)

# %% wrong: a_total_for_each_column
"""the gradient has the shape of the parameters, which need not be that of a row of X"""

def accumulate(gradient, X, y, size):
    total = np.zeros(X.shape[1])
    for first in range(0, len(X), size):
        part = slice(first, first + size)
        total = total + gradient(X[part], y[part]) * len(X[part])
    return total / len(X)

# %% wrong: a_total_like_a_row_in_place
"""the gradient has the shape of the parameters, which need not be that of a row of X"""

def accumulate(gradient, X, y, size):
    total = np.zeros_like(X[0])
    for first in range(0, len(X), size):
        part = slice(first, first + size)
        total += gradient(X[part], y[part]) * len(X[part])
    return total / len(X)

# %% wrong: an_empty_last_portion
"""a portion begins at first and ends before first + size"""

def accumulate(gradient, X, y, size):
    total = 0
    for k in range(len(X) // size + 1):
        part = slice(k * size, (k + 1) * size)
        total = total + gradient(X[part], y[part]) * len(X[part])
    return total / len(X)

# %% wrong: running_mean_of_two
"""halves what came before once more"""


def accumulate(gradient, X, y, size):
    total = gradient(X[:size], y[:size])
    for first in range(size, len(X), size):
        total = (total + gradient(X[first : first + size], y[first : first + size])) / 2
    return total

# %% wrong: divided_by_the_portions
"""not by that of the portions"""


def accumulate(gradient, X, y, size):
    parts = []
    for first in range(0, len(X), size):
        part = slice(first, first + size)
        parts.append(gradient(X[part], y[part]) * len(X[part]))
    return np.mean(parts, axis=0)

# %% wrong: divides_by_len_size
"""and not by len(X) / size"""


def accumulate(gradient, X, y, size):
    total = 0
    for first in range(0, len(X), size):
        part = X[first : first + size]
        total = total + gradient(part, y[first : first + size]) * len(part)
    return total / (len(X) / size)

# %% wrong: one_row_at_a_time
"""and not a single row"""


def accumulate(gradient, X, y, size):
    return sum(gradient(X[i], y[i]) for i in range(len(X))) / len(X)

# %% wrong: begins_with_the_second
"""the first example is missing"""


def accumulate(gradient, X, y, size):
    total = 0
    for first in range(1, len(X), size):
        part = slice(first, first + size)
        total = total + gradient(X[part], y[part]) * len(X[part])
    return total / len(X)

# %% wrong: divides_in_each_round
"""divide by len(X) once, after the loop"""


def accumulate(gradient, X, y, size):
    total = 0
    for first in range(0, len(X), size):
        part = slice(first, first + size)
        total = (total + gradient(X[part], y[part]) * len(X[part])) / len(X)
    return total

# %% wrong: takes_size_for_the_number_of_portions
"""not how many portions there are"""


def accumulate(gradient, X, y, size):
    parts = zip(np.array_split(X, size), np.array_split(y, size))
    return sum(gradient(a, b) * len(a) for a, b in parts) / len(X)

# %% wrong: divides_the_means
"""multiply it by its number of examples"""


def accumulate(gradient, X, y, size):
    total = 0
    for first in range(0, len(X), size):
        total = total + gradient(X[first:first + size], y[first:first + size])
    return total / len(X)
