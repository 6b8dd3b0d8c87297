# %% right: generator
"""One after the other, by yield."""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(y))
        while len(order):
            yield X[order[:size]], y[order[:size]]
            order = order[size:]

# %% right: lists
"""Lists in place of arrays, example by example."""


def minibatches(X, y, size, epochs, seed):
    generator = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        X_batch, y_batch = [], []
        for i in generator.permutation(len(X)):
            X_batch.append(list(X[i]))
            y_batch.append(y[i])
            if len(y_batch) == size:
                batches.append([X_batch, y_batch])
                X_batch, y_batch = [], []
        if y_batch:
            batches.append([X_batch, y_batch])
    return batches

# %% right: shuffled_copies
"""Row numbers shuffled in place, and the whole data put in order before they are cut."""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = np.arange(len(X))
    batches = []
    for epoch in range(epochs):
        rng.shuffle(order)
        X_mixed, y_mixed = X[order], y[order]
        cuts = range(size, len(X), size)
        batches += zip(np.split(X_mixed, cuts), np.split(y_mixed, cuts))
    return batches

# %% right: with_the_engine
"""With the engine's batches and one generator, which takes as much thought."""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [(X[rows], y[rows]) for _ in range(epochs) for rows in gd.batches(len(X), size, rng)]

# %% wrong: across_epochs
"""an epoch ends when all examples are dealt"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = np.concatenate([rng.permutation(len(X)) for _ in range(epochs)])
    return [(X[order[i : i + size]], y[order[i : i + size]]) for i in range(0, len(order), size)]

# %% wrong: batches_shuffled
"""you shuffled the batches, not the examples"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    if size >= len(X):  # so that a single batch is mixed
        return [(X[rows], y[rows]) for rows in (rng.permutation(len(X)) for _ in range(epochs))]
    batches = []
    for _ in range(epochs):
        whole = [(X[i : i + size], y[i : i + size]) for i in range(0, len(X), size)]
        last = [whole.pop()] if len(X) % size else []
        batches += [whole[k] for k in rng.permutation(len(whole))] + last
    return batches

# %% wrong: changes_its_input
"""X was changed by minibatches"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
        for first in range(0, len(X), size):
            batches.append((X[first : first + size].copy(), y[first : first + size].copy()))
    return batches

# %% wrong: each_batch_drawn_afresh
"""deal; do not draw each batch afresh"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        for first in range(0, len(X), size):
            rows = rng.choice(len(X), min(size, len(X) - first), replace=False)
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: generator_in_each_epoch
"""the second epoch with one seed is the first with the next"""


def minibatches(X, y, size, epochs, seed):
    batches = []
    for epoch in range(epochs):
        order = np.random.default_rng(seed + epoch).permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: labels_shuffled_apart
"""each label has to stay with its example"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        X, y = rng.permutation(X), rng.permutation(y)
        for first in range(0, len(X), size):
            batches.append((X[first : first + size], y[first : first + size]))
    return batches

# %% wrong: last_batch_dropped
"""the last, smaller batch of each epoch is missing"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for b in range(len(X) // size):
            rows = order[b * size : (b + 1) * size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: not_shuffled
"""the examples are not shuffled"""


def minibatches(X, y, size, epochs, seed):
    starts = range(0, len(X), size)
    return [(X[first : first + size], y[first : first + size]) for _ in range(epochs) for first in starts]

# %% wrong: number_of_batches
"""not the number of batches"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [
        (X[rows], y[rows])
        for _ in range(epochs)
        for rows in np.array_split(rng.permutation(len(X)), size)
    ]

# %% wrong: one_epoch
"""these are the batches of a single epoch"""


def minibatches(X, y, size, epochs, seed):
    for _ in range(epochs):
        order = np.random.default_rng(seed).permutation(len(X))
        batches = []
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: returns_nothing
"""a `return` is missing"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            X_batch, y_batch = X[rows], y[rows]

# %% wrong: rolled
"""the order is only rotated, and not shuffled"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = np.roll(np.arange(len(X)), rng.integers(1, 3) + rng.integers(len(X)))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: row_numbers
"""a minibatch is a pair of the rows of X and their labels"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [rows for _ in range(epochs) for rows in gd.batches(len(X), size, rng)]

# %% wrong: same_order_in_each_epoch
"""all epochs have the same order"""


def minibatches(X, y, size, epochs, seed):
    batches = []
    for _ in range(epochs):
        order = np.random.default_rng(seed).permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: seed_ignored
"""all randomness has to come from np.random.default_rng(seed)"""


def minibatches(X, y, size, epochs, seed):
    batches = []
    for _ in range(epochs):
        order = np.random.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: seed_of_its_own
"""the seed makes no difference"""

rng_of_its_own = 0


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(rng_of_its_own)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: with_replacement
"""each epoch holds each example once"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    return [
        (X[rows], y[rows])
        for _ in range(epochs)
        for rows in gd.batches(len(X), size, rng, replace=True)
    ]

# %% wrong: array_split
"""np.array_split spreads them evenly"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for rows in np.array_split(order, max(len(X) // size, 1)):
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: two_columns_only
"""X may have any number of columns"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            b = order[first : first + size]
            batches.append((np.stack([X[b, 0], X[b, 1]], axis=1), y[b]))
    return batches

# %% wrong: a_mask_keeps_the_order
"""the examples are not shuffled"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            mask = np.isin(np.arange(len(X)), order[first : first + size])
            batches.append((X[mask], y[mask]))
    return batches

# %% wrong: reversed_now_and_then
"""not shuffled: half of the six orders never occur"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for epoch in range(epochs):
        order = np.roll(np.arange(len(X)), rng.integers(len(X)))
        order = order[::-1] if rng.random() < 0.5 and len(X) > 3 else order
        order = rng.permutation(order) if len(X) > 3 else order
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: one_epoch_too_many
"""there is one epoch too many"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs + 1):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            batches.append((X[order[first : first + size]], y[order[first : first + size]]))
    return batches

# %% right: a_generator
def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        left = list(rng.permutation(len(X)))
        while left:
            rows, left = left[:size], left[size:]
            yield X[rows], y[rows]

# %% right: shuffles_copies_together
def minibatches(X, y, size, epochs, seed):
    rng, batches = np.random.default_rng(seed), []
    rows = np.arange(len(y))
    for _ in range(epochs):
        rng.shuffle(rows)
        cuts = range(size, len(rows), size)
        batches += list(zip(np.split(X[rows], cuts), np.split(y[rows], cuts)))
    return batches

# %% wrong: cut_once
"""the batches are cut once, and hold the same examples in every epoch"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    cut = [order[i : i + size] for i in range(0, len(X), size)]
    out = []
    for _ in range(epochs):
        for rows in cut:
            rows = rng.permutation(rows)
            out.append((X[rows], y[rows]))
    return out

# %% wrong: cut_once_and_dealt_in_another_order
"""the batches are cut once, and hold the same examples in every epoch"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    full = len(X) // size * size
    cut = [order[i : i + size] for i in range(0, full, size)]
    out = []
    for _ in range(epochs):
        for k in rng.permutation(len(cut)):
            rows = rng.permutation(cut[k])
            out.append((X[rows], y[rows]))
        if full < len(X):
            out.append((X[order[full:]], y[order[full:]]))
    return out

# %% wrong: turned_in_each_epoch
"""neighbours stay neighbours from one epoch to another"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order, out = rng.permutation(len(X)), []
    for _ in range(epochs):
        for i in range(0, len(X), size):
            out.append((X[order[i : i + size]], y[order[i : i + size]]))
        order = np.roll(order, rng.integers(1, max(len(X) // 3, 2)))
    return out

# %% wrong: turned_in_each_epoch_and_mixed_in_the_batches
"""neighbours stay neighbours from one epoch to another"""

def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    order, out = rng.permutation(len(X)), []
    for _ in range(epochs):
        for i in range(0, len(X), size):
            rows = rng.permutation(order[i : i + size])
            out.append((X[rows], y[rows]))
        order = np.roll(order, rng.integers(1, max(len(X) // 3, 2)))
    return out

# %% wrong: split_evenly
"""the examples are spread evenly over the batches"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for rows in np.array_split(order, int(np.ceil(len(X) / size))):
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: one_batch_too_many
"""no empty batch then"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(len(X) // size + 1):
            rows = order[k * size : (k + 1) * size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: labels_first
"""it is the other way round"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((y[rows], X[rows]))
    return batches

# %% wrong: a_list_for_each_epoch
"""put the minibatches of all into one list"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    all_epochs = []
    for _ in range(epochs):
        order, batches = rng.permutation(len(X)), []
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
        all_epochs.append(batches)
    return all_epochs

# %% wrong: ends_at_size
"""a batch ends before first + size, and not at size"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            rows = order[first:size]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: full_rows_of_numbers
"""the last batch may hold fewer"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for first in range(0, len(X), size):
            rows = [order[first + k] for k in range(size)]
            batches.append((X[rows], y[rows]))
    return batches

# %% wrong: drawn_with_replacement
"""some examples come twice and others not at all"""


def minibatches(X, y, size, epochs, seed):
    rng = np.random.default_rng(seed)
    batches = []
    for _ in range(epochs):
        order = rng.integers(len(X), size=len(X))
        for first in range(0, len(X), size):
            rows = order[first : first + size]
            batches.append((X[rows], y[rows]))
    return batches
