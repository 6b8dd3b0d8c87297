# %% right: lists
rates = [0.001, 0.01, 0.1, 1.0, 10.0]
tried = [["plain", rate, accuracy] for rate, accuracy in zip(rates, [0.31, 0.82, 0.93, 0.955, 0.1])]
tried += [["Adam", rate, accuracy] for rate, accuracy in zip(rates, [0.46, 0.94, 0.97, 0.16, 0.1])]
chosen = ["Adam", 0.1]

# %% right: simpler_of_two_equals
"""Powers of three; within chance of the best, and the simpler of the two."""

tried = (
    *(("momentum", 0.01 * 3**k, accuracy) for k, accuracy in enumerate([0.78, 0.91, 0.954, 0.963, 0.7, 0.1])),
    *(("adam", 0.003 * 3**k, accuracy) for k, accuracy in enumerate([0.83, 0.94, 0.961, 0.97, 0.93, 0.5])),
)
chosen = ("momentum", 0.27)

# %% right: three_optimizers
tried = [("plain", 10.0**k, a) for k, a in zip(range(-3, 1), [0.2, 0.82, 0.96, 0.9])]
tried += [("momentum", 10.0**k, np.float64(a)) for k, a in zip(range(-3, 1), [0.4, 0.78, 0.954, 0.27])]
tried += [("nesterov", 10.0**k, a) for k, a in zip(range(-3, 1), [0.4, 0.79, 0.957, 0.3])]
chosen = ("plain", 0.1)

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

tried = [(optimizer, rate, a) for optimizer in ("momentum", "adam")
         for rate, a in zip([0.001, 0.2, 0.3, 0.4, 0.5], [0.4, 0.96, 0.965, 0.95, 0.9])]
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
"""not percent"""

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
