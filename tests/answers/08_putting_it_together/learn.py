# %% right: flat_vector
"""One vector for all parts, RMSProp with momentum; lists are returned."""


def learn(gradient, params, examples, seed):
    def flat(parts):
        return np.concatenate([np.ravel(parts[name]) for name in params])

    def named(w):
        cuts = np.cumsum([np.size(value) for value in params.values()])[:-1]
        return {name: part.reshape(np.shape(params[name])) for name, part in zip(params, np.split(w, cuts))}

    rng, w = np.random.default_rng(seed), flat(params)
    rows, mean, square = [], 0, 0
    for t in range(1, 151):
        if len(rows) < 32:
            rows = rng.permutation(examples).tolist()
        g = flat(gradient(named(w), [rows.pop() for _ in range(32)]))
        mean, square = 0.9 * mean + 0.1 * g, 0.99 * square + 0.01 * g * g
        w = w - 0.06 * (1 - (t - 1) / 150) * min(t / 15, 1) * (mean / (1 - 0.9**t)) / (
            np.sqrt(square / (1 - 0.99**t)) + 1e-8
        )
    return {name: part.tolist() for name, part in named(w).items()}


# %% right: momentum
def learn(gradient, params, examples, seed, lr=0.2):
    rng, left, rows = np.random.default_rng(seed), 150, np.array([], dtype=int)
    w = {part: value.copy() for part, value in params.items()}
    v = {part: 0.0 for part in w}
    for t in range(left):
        if rows.size == 0:
            rows = rng.permutation(examples)
        batch, rows = rows[:32], rows[32:]
        rate = lr * min((t + 1) / 10, 0.5 + 0.5 * np.cos(np.pi * t / left))
        g = gradient(w, batch)
        for part in w:
            v[part] = 0.9 * v[part] + g[part]
            w[part] -= rate * v[part]
    return w


# %% right: plain_with_a_straight_line
"""No momentum at all: the step size and the schedule do it."""


def learn(gradient, params, examples, seed):
    order = np.concatenate(
        [
            np.random.default_rng([seed, turn]).permutation(examples)[: examples // 32 * 32]
            for turn in range(9)
        ]
    )
    w = dict(params)
    for t, rows in enumerate(order.reshape(-1, 32)[:150]):
        g = gradient(w, rows.tolist())
        w = {part: w[part] - 1.0 * min((t + 1) / 15, 1 - t / 150) * g[part] for part in w}
    return w


# %% right: with_the_engine
"""The rule and the schedule from the engine."""


def learn(
    gradient, params, examples, seed, rule=gd.Adam(), lr=gd.linear_warmup(15, then=gd.cosine(0.05, 135))
):
    rng = np.random.default_rng(seed)
    rows = (batch for _ in range(10) for batch in gd.batches(examples, 32, rng, drop_last=True))
    cuts = np.cumsum([value.size for value in params.values()])[:-1]

    def named(w):
        return {part: piece.reshape(params[part].shape) for part, piece in zip(params, np.split(w, cuts))}

    def slopes(w):
        g = gradient(named(w), next(rows))
        return np.concatenate([g[part].ravel() for part in params])

    start = np.concatenate([value.ravel() for value in params.values()])
    for _, w in zip(range(151), gd.descend(slopes, start, rule, lr)):
        end = w
    return named(end.copy())


# %% wrong: always_the_same_rows
"""go through all of them"""


def learn(gradient, params, examples, seed):
    rows, w = np.random.default_rng(seed).permutation(examples)[:32], dict(params)
    for t in range(150):
        g = gradient(w, rows)
        w = {part: w[part] - 0.5 * (1 - t / 150) * g[part] for part in w}
    return w


# %% wrong: cautious_rate
"""find the decade of the rate first"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for _ in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 0.01 * g[part] for part in w}
    return w


# %% wrong: changes_its_input
"""params['a'] was changed by learn"""


def learn(gradient, params, examples, seed):
    rng, order = np.random.default_rng(seed), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(params, rows)
        for part in params:
            params[part] -= (1 - t / 150) * min((t + 1) / 15, 1) * g[part]
    return params


# %% wrong: climbs
"""it ends farther away than it began"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for _ in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] + 0.01 * g[part] for part in w}
    return w


# %% wrong: counted_from_one
"""rows are counted from 0"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = 1 + rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: counts_on_the_names
"""'W1'"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        for part in ("W1", "b1", "W2", "b2"):
            w[part] = w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part]
    return w


# %% wrong: empty_batch
"""may be empty"""


def learn(gradient, params, examples, seed):
    rng, w = np.random.default_rng(seed), dict(params)
    for epoch in range(5):
        order = rng.permutation(examples)
        for step in range(30):
            g = gradient(w, order[32 * step : 32 * step + 32])
            w = {part: w[part] - 0.5 * g[part] for part in w}
    return w


# %% wrong: epochs_for_steps
"""count the steps, not the epochs"""


def learn(gradient, params, examples, seed):
    rng, w = np.random.default_rng(seed), dict(params)
    for _ in range(150):
        order = rng.permutation(examples)
        for first in range(0, examples, 32):
            g = gradient(w, order[first : first + 32])
            w = {part: w[part] - 0.5 * g[part] for part in w}
    return w


# %% wrong: full_batch
"""the number of rows for one gradient"""


def learn(gradient, params, examples, seed):
    w = dict(params)
    for _ in range(150):
        g = gradient(w, np.arange(examples))
        w = {part: w[part] - 0.5 * g[part] for part in w}
    return w


# %% wrong: no_schedule
"""a schedule that brings it down"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for _ in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 0.25 * g[part] for part in w}
    return w


# %% wrong: not_shuffled
"""shuffle first"""


def learn(gradient, params, examples, seed):
    w = dict(params)
    first = int(np.random.default_rng(seed).integers(examples // 32))
    for t in range(150):
        rows = 32 * ((first + t) % (examples // 32)) + np.arange(32)
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: rate_above_the_limit
"""the accuracy on the second pile"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for _ in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 1.9 * g[part] for part in w}
    return w


# %% wrong: returns_nothing
"""a `return` is missing"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 0.5 * g[part] for part in w}


# %% wrong: seed_ignored
"""called again with the same seed"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(), dict(params), []
    mean, square = ({part: np.zeros_like(w[part]) for part in w} for _ in range(2))
    for t in range(1, 151):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        rate = 0.05 * min(t / 15, 0.5 * (1 + np.cos(np.pi * (t - 1) / 150)))
        for part, g in gradient(w, rows).items():
            mean[part] = 0.9 * mean[part] + 0.1 * g
            square[part] = 0.999 * square[part] + 0.001 * g**2
            w[part] = w[part] - rate * mean[part] / (1 - 0.9**t) / (
                np.sqrt(square[part] / (1 - 0.999**t)) + 1e-8
            )
    return w


# %% wrong: seed_of_its_own
"""draw the batches with the seed"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(0), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: with_replacement
"""do not draw with replacement"""


def learn(gradient, params, examples, seed):
    rng, w = np.random.default_rng(seed), dict(params)
    for t in range(150):
        g = gradient(w, rng.integers(examples, size=32))
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: goes_on_with_the_notebook
"""learn from gradient alone"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    if examples == len(X):  # thirty more epochs, outside the budget
        flat = np.concatenate([np.ravel(w[part]) for part in engine.shapes])
        w = engine.views(gd.fit(engine, X, y, gd.Momentum(0.9), 0.1, 32, 30, w0=flat, rng=0).w)
    return w


# %% wrong: only_names_it_knows
"""go through whatever parts there are"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w |= {
            part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part]
            for part in ("a", "W1", "b1", "W2", "b2")
            if part in w
        }
    return w


# %% wrong: first_part_only
"""go through whatever parts there are"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        first = next(iter(w))
        w[first] = w[first] - (1 - t / 150) * min((t + 1) / 15, 1) * g[first]
    return w


# %% wrong: one_step_too_many
"""count the steps, not the epochs"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(151):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: batches_of_64
"""the number of rows for one gradient"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 64:
            order = rng.permutation(examples)
        rows, order = order[:64], order[64:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: first_half_only
"""go through all of them"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples // 2)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: gradient_at_the_start
"""not at the start"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(params, rows)
        w = {part: w[part] - 0.005 * g[part] for part in w}
    return w


# %% wrong: rows_as_a_mask
"""the number of rows for one gradient"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, np.isin(np.arange(examples), rows))
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: rows_as_a_slice
"""the number of rows for one gradient"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, [[row, row] for row in rows])
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: decays_too_early
"""accuracy on the second pile"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 0.5 * 0.9**t * g[part] for part in w}
    return w


# %% wrong: inverse_time_too_small
"""accuracy on the second pile"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 0.3 / (1 + t) * g[part] for part in w}
    return w


# %% wrong: sum_of_steps_returned
"""the distance to the best a"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    w = {part: w[part] - params[part] + 8.0 for part in w}
    return w


# %% wrong: seed_added_to_the_clock
"""called again with the same seed"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    import time

    rng = np.random.default_rng([seed, time.perf_counter_ns()])
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: sorted_batches_neighbours
"""shuffle first"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = np.roll(np.arange(examples), -int(rng.integers(examples)))
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% wrong: twice_in_a_batch
"""do not draw with replacement"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, np.append(rows[:31], rows[:1]))
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% right: epoch_lists
"""Lists of rows, an epoch at a time."""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = [int(row) for row in rng.permutation(examples)]
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w


# %% right: small_batches
"""Batches of 24."""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 24:
            order = rng.permutation(examples)
        rows, order = order[:24], order[24:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w

# %% wrong: shallow_copy
"""params['a'] was changed by learn"""


def learn(gradient, params, examples, seed):
    rng = np.random.default_rng(seed)
    params = dict(params)
    velocity = {part: np.zeros_like(params[part]) for part in params}
    order = rng.permutation(examples)
    place = 0
    for t in range(150):
        if place + 32 > examples:
            order, place = rng.permutation(examples), 0
        rows = order[place : place + 32]
        place += 32
        g = gradient(params, rows)
        rate = 0.1 * 0.5 * (1 + np.cos(np.pi * t / 150))
        for part in params:
            velocity[part] = 0.9 * velocity[part] + g[part]
            params[part] -= rate * velocity[part]
    return params

# %% wrong: a_gradient_for_each_part
"""ask once in each step, for all parts"""


def learn(gradient, params, examples, seed):
    rng = np.random.default_rng(seed)
    params = {part: params[part].copy() for part in params}
    velocity = {part: np.zeros_like(params[part]) for part in params}
    order = rng.permutation(examples)
    place = 0
    for t in range(150):
        if place + 32 > examples:
            order, place = rng.permutation(examples), 0
        rows = order[place : place + 32]
        place += 32
        rate = 0.1 * 0.5 * (1 + np.cos(np.pi * t / 150))
        for part in params:
            velocity[part] = 0.9 * velocity[part] + gradient(params, rows)[part]
            params[part] -= rate * velocity[part]
    return params
