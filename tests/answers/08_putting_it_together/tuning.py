# %% right: lists
"""Lists for tuples, and a partial."""

from functools import partial


def learner(optimizer, rate):
    return partial(train_with, optimizer.lower(), rate)


tried = [
    ["momentum", rate, accuracy]
    for rate, accuracy in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ["ADAM", rate, accuracy]
    for rate, accuracy in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ["ADAM", 0.1]

# %% right: simpler_of_two_equals
"""Within chance of the best, and the simpler of the two."""


def learner(optimizer, rate):
    def learn_so(gradient, params, examples, seed):
        return train_with(optimizer, rate, gradient, params, examples, seed)

    return learn_so


tried = (
    *(
        ("momentum", 10.0**k, accuracy)
        for k, accuracy in zip((-2, -1.5, -1, -0.5, 0), (0.78, 0.92, 0.95, 0.955, 0.3))
    ),
    *(
        ("adam", 10.0**k, accuracy)
        for k, accuracy in zip((-2.5, -2, -1.5, -1, -0.5), (0.83, 0.94, 0.96, 0.96, 0.94))
    ),
)
chosen = ("momentum", 10**-0.5)

# %% right: measured_in_the_cell
"""The table is made where it stands, with a walk of its own that goes by the straight line."""


def learner(optimizer, rate):
    def learn_so(gradient, params, examples, seed):
        rng, order, w = np.random.default_rng(seed), [], dict(params)
        v = {part: 0.0 for part in w}
        for t in range(BUDGET):
            if len(order) < 32:
                order = rng.permutation(examples)
            g = gradient(w, order[:32])
            order = order[32:]
            for part in w:
                v[part] = (0.9 if optimizer == "heavy ball" else 0.0) * v[part] + g[part]
                w[part] = w[part] - rate * min((t + 1) / 15, 1 - t / BUDGET) * v[part]
        return w

    return learn_so


tried = [
    (optimizer, rate, np.mean([try_out(learner(optimizer, rate), seed) for seed in (0, 1, 2)]))
    for optimizer, rates in (("plain", (0.01, 0.1, 1.0, 10.0)), ("heavy ball", (0.001, 0.01, 0.1, 1.0)))
    for rate in rates
]
chosen = max(tried, key=lambda row: row[2])[:2]

# %% wrong: cautious_choice
"""the accuracy of your choice"""

tried = [
    (optimizer, 10.0**k, a)
    for optimizer in ("momentum", "adam")
    for k, a in zip(range(-3, 1), [0.4, 0.78, 0.954, 0.265])
]
chosen = ("adam", 0.01)

# %% wrong: chosen_not_tried
"""choose one of the settings that you tried"""

tried = [
    (optimizer, 10.0**k, a)
    for optimizer in ("momentum", "adam")
    for k, a in zip(range(-3, 1), [0.4, 0.78, 0.954, 0.265])
]
chosen = ("adam", 0.05)

# %% wrong: columns_swapped
"""the rate in the row (0.001, 'momentum', 0.4)"""

tried = [
    (10.0**k, optimizer, a)
    for optimizer in ("momentum", "adam")
    for k, a in zip(range(-3, 1), [0.4, 0.78, 0.954, 0.265])
]
chosen = ("adam", 0.1)

# %% wrong: linear_scale
"""space the rates evenly on a log scale"""

tried = [
    (optimizer, rate, a)
    for optimizer in ("momentum", "adam")
    for rate, a in zip([0.001, 0.2, 0.3, 0.4, 0.5], [0.4, 0.96, 0.965, 0.95, 0.9])
]
chosen = ("momentum", 0.3)

# %% wrong: one_decade
"""two decades at least"""

tried = [
    (optimizer, k / 10, a)
    for optimizer in ("momentum", "adam")
    for k, a in enumerate([0.955, 0.96, 0.95, 0.9], start=1)
]
chosen = ("momentum", 0.2)

# %% wrong: one_optimizer
"""the number of optimizers in tried"""

tried = [
    ("adam", 10.0**k, accuracy)
    for k, accuracy in zip(range(-6, 2), [0.1, 0.1, 0.2, 0.5, 0.94, 0.97, 0.2, 0.1])
]
chosen = ("adam", 0.1)

# %% wrong: one_side_only
"""the best is at an end"""

tried = [("momentum", 10.0**k, a) for k, a in zip(range(-4, 0), [0.12, 0.3, 0.78, 0.954])]
tried += [("adam", 10.0**k, a) for k, a in zip(range(-4, 0), [0.12, 0.46, 0.94, 0.97])]
chosen = ("adam", 0.1)

# %% wrong: percent
"""neither percent nor"""

tried = [
    (optimizer, 10.0**k, a)
    for optimizer in ("momentum", "adam")
    for k, a in zip(range(-3, 1), [40, 78, 95.4, 26.5])
]
chosen = ("adam", 0.1)

# %% wrong: too_few
"""the number of rows in tried"""

tried = [("momentum", 0.1, 0.954), ("adam", 0.1, 0.97)]
chosen = ("adam", 0.1)

# %% wrong: invented_table
"""measured again, it is"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.991, 0.97, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.985, 0.98, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: invented_from_the_text
"""measured again, it is"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [
    (name, 10.0**k, a) for name in ("momentum", "adam") for k, a in zip(range(-4, 0), [0.5, 0.96, 0.97, 0.9])
]
chosen = ("adam", 0.01)

# %% wrong: learner_ignores_the_rate
"""measured again, it is"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, 0.1, *given)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: learner_ignores_the_optimizer
"""measured again, it is"""


def learner(optimizer, rate):
    return lambda *given: train_with("adam", rate, *given)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: learner_trains_at_once
"""learner does not train yet"""


def learner(optimizer, rate):
    return train_with(optimizer, rate, gradient, params, examples, seed)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: learner_returns_the_accuracy
"""return the function itself, without calling it"""


def learner(optimizer, rate):
    return np.mean([try_out(lambda *given: train_with(optimizer, rate, *given), seed) for seed in (0, 1, 2)])


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: learner_missing
"""learner"""


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: rates_as_texts
"""the rate in the row"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [
    ("momentum", str(rate), a)
    for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: dictionary
"""the length of the row"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [{"optimizer": "adam", "rate": 0.1} for _ in range(8)]
chosen = ("adam", 0.1)

# %% wrong: chosen_is_the_rate
"""the length of chosen"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = 0.1

# %% wrong: chosen_with_its_accuracy
"""the length of chosen"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1, 0.964)

# %% wrong: chosen_the_other_way_round
"""choose one of the settings that you tried"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.288])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = (0.1, "adam")

# %% wrong: same_rate_four_times
"""the number of different rates"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [(name, 0.1, 0.95) for name in ("momentum", "adam") for _ in range(4)]
chosen = ("adam", 0.1)

# %% wrong: largest_rate_is_best_for_one
"""the best is at an end"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, rate, *given)


tried = [
    ("momentum", rate, a) for rate, a in zip([0.01, 0.03, 0.1, 0.3, 1.0], [0.779, 0.913, 0.954, 0.957, 0.958])
]
tried += [
    ("adam", rate, a) for rate, a in zip([0.003, 0.01, 0.03, 0.1, 0.3], [0.830, 0.938, 0.961, 0.964, 0.950])
]
chosen = ("adam", 0.1)

# %% wrong: fresh_exponents_for_rates
"""the optimizer, the rate itself (not its logarithm), the accuracy"""


def learner(optimizer, rate):
    return lambda *given: train_with(optimizer, 10.0**rate, *given)


tried = [
    (o, r, a)
    for o, A in (("momentum", (0.779, 0.95, 0.957, 0.29)), ("adam", (0.938, 0.96, 0.964, 0.3)))
    for r, a in zip((-2, -1.5, -1, 0), A)
]
chosen = ("adam", -1)
