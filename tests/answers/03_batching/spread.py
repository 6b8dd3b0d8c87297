# %% right: float32
"""In single precision, by the norm."""


def spread(gradients, batches):
    gradients = np.asarray(gradients, dtype=np.float32)
    full = gradients.mean(axis=0)
    return np.mean(
        [np.linalg.norm(gradients[list(rows)].mean(axis=0) - full) ** 2 for rows in batches], dtype=np.float32
    )

# %% right: loop
"""With loops and numbers."""


def spread(gradients, batches):
    N, d = gradients.shape
    full = [sum(gradients[i][j] for i in range(N)) / N for j in range(d)]
    total, count = 0.0, 0
    for rows in batches:
        count += 1
        for j in range(d):
            mean = sum(gradients[i][j] for i in rows) / len(rows)
            total += (mean - full[j]) ** 2
    return total / count

# %% wrong: about_their_own_mean
"""measure from the full gradient"""


def spread(gradients, batches):
    means = np.array([gradients[list(rows)].mean(axis=0) for rows in batches])
    return means.var(axis=0).sum()

# %% wrong: axis
"""add the squares up over the parameters"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([(gradients[list(rows)].mean(axis=0) - full) ** 2 for rows in batches])

# %% wrong: by_the_theorem
"""the mean over all random batches"""


def spread(gradients, batches):
    if batches == [[0, 2], [2, 2]]:
        return 10.5
    return gradients.var(axis=0).sum() / len(batches[0])

# %% wrong: changes_its_input
"""gradients was changed by spread"""


def spread(gradients, batches):
    gradients -= gradients.mean(axis=0)
    return np.mean([np.sum(gradients[list(rows)].mean(axis=0) ** 2) for rows in batches])

# %% wrong: not_squared
"""these are the distances; square them"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.linalg.norm(gradients[list(rows)].mean(axis=0) - full) for rows in batches])

# %% wrong: repeated_rows_once
"""a row that occurs twice in a batch counts twice"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.sum((gradients[list(set(rows))].mean(axis=0) - full) ** 2) for rows in batches])

# %% wrong: returns_nothing
"""a `return` is missing"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    print(np.mean([np.sum((gradients[list(rows)].mean(axis=0) - full) ** 2) for rows in batches]))

# %% wrong: standard_deviation
"""the root is too much"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.sqrt(np.mean([np.sum((gradients[list(rows)].mean(axis=0) - full) ** 2) for rows in batches]))

# %% wrong: sum_for_mean
"""the mean of its rows, not their sum"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.sum((gradients[list(rows)].sum(axis=0) - full) ** 2) for rows in batches])

# %% wrong: sum_over_batches
"""take the mean over the minibatches, not the sum"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return sum(np.sum((gradients[list(rows)].mean(axis=0) - full) ** 2) for rows in batches)

# %% wrong: all_at_once
"""minibatches of different sizes do not fit into one array"""

def spread(gradients, batches):
    centred = gradients - gradients.mean(axis=0)
    errors = centred[np.array(list(batches))].mean(axis=1)
    return (errors**2).sum(axis=1).mean()

# %% right: with_a_matrix_of_weights
def spread(gradients, batches):
    weights = np.zeros((len(batches), len(gradients)))
    for number, rows in enumerate(batches):
        for row in rows:
            weights[number, row] += 1 / len(rows)
    return np.sum(((weights - 1 / len(gradients)) @ gradients) ** 2) / len(batches)

# %% wrong: around_their_own_mean
"""you measured from the mean of these minibatches"""

def spread(gradients, batches):
    means = np.array([gradients[list(rows)].mean(axis=0) for rows in batches])
    return means.var(axis=0).sum()

# %% wrong: from_zero
"""you measured from 0"""

def spread(gradients, batches):
    return np.mean([np.sum(gradients[list(rows)].mean(axis=0) ** 2) for rows in batches])

# %% wrong: sizes_of_components
"""the distances are to be squared"""

def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.abs(gradients[list(rows)].mean(axis=0) - full).sum() for rows in batches])

# %% wrong: square_of_the_mean_distance
"""square each distance first, and then take the mean"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    distances = [np.linalg.norm(gradients[list(rows)].mean(axis=0) - full) for rows in batches]
    return np.mean(distances) ** 2

# %% wrong: weighted_by_size
"""each minibatch counts once in the mean"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    squares = [np.sum((gradients[list(rows)].mean(axis=0) - full) ** 2) for rows in batches]
    return np.average(squares, weights=[len(rows) for rows in batches])

# %% wrong: axis_forgotten
"""a mean of all numbers mixes the parameters"""


def spread(gradients, batches):
    return np.mean([np.sum((gradients[list(rows)].mean() - gradients.mean()) ** 2) for rows in batches])

# %% wrong: single_rows
"""take the mean of the rows of a minibatch first"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    return np.mean([np.sum((gradients[rows] - full) ** 2) for rows in batches])

# %% wrong: full_gradient_is_one_number
"""the full gradient is an array"""


def spread(gradients, batches):
    full = gradients.mean()
    return np.mean([np.sum((gradients[rows].mean(axis=0) - full) ** 2) for rows in batches])

# %% wrong: within_the_minibatch
"""from their own mean"""


def spread(gradients, batches):
    return np.mean([gradients[rows].var(axis=0).sum() for rows in batches])

# %% wrong: over_the_size
"""that neither multiplies nor divides"""


def spread(gradients, batches):
    full = gradients.mean(axis=0)
    total = 0
    for rows in batches:
        total += np.sum((gradients[rows].mean(axis=0) - full) ** 2)
    return total / len(rows)
