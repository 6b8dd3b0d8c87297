# %% right: by_the_gain
"""By the gain of each form on a constant gradient."""


def convert(lr, beta, source, target):
    gain = {
        "accumulate": 1 / (1 - beta),
        "average": 1,
        "rate-inside": 1 / (1 - beta),
        "last-update": 1 / (1 - beta),
    }
    return lr * gain[source] / gain[target]

# %% right: cases
"""Case by case."""


def convert(lr, beta, source, target):
    if source == target or "average" not in (source, target):
        return lr
    return lr / (1 - beta) if target == "average" else lr - lr * beta

# %% right: exponent
"""As a power of 1 − β, in single precision."""


def convert(lr, beta, source, target):
    power = (source == "average") - (target == "average")
    return np.float32(lr) * np.float32(1 - beta) ** power

# %% wrong: always_ten
"""convert("""


def convert(lr, beta, source, target):
    gain = {"average": 10 if beta == 0.9 else 5}
    return lr * gain.get(target, 1) / gain.get(source, 1)

# %% wrong: average_alone_divides_itself
"""convert("""


def convert(lr, beta, source, target):
    if target == "average":
        return lr / (1 - beta)
    return lr * (1 - beta) if source == "average" else lr

# %% wrong: beta_for_one_minus_beta
"""the velocity of the average is 1 − β times as large"""


def convert(lr, beta, source, target):
    if source == "average":
        lr = lr * beta
    if target == "average":
        lr = lr / beta
    return lr

# %% wrong: no_difference
"""so its velocity is smaller"""


def convert(lr, beta, source, target):
    return lr

# %% wrong: only_towards_the_average
"""the rate-inside form all of it"""


def convert(lr, beta, source, target):
    return lr / (1 - beta) if target == "average" and source != "average" else lr

# %% wrong: rate_inside_differs
"""the average alone differs"""


def convert(lr, beta, source, target):
    outside = ("accumulate", "last-update")
    if source not in outside:
        lr = lr * (1 - beta)
    if target not in outside:
        lr = lr / (1 - beta)
    return lr if (source, target) != ("average", "rate-inside") else lr * (1 - beta)

# %% wrong: returns_nothing
"""a `return` is missing"""


def convert(lr, beta, source, target):
    if source == "average":
        lr = lr * (1 - beta)
    if target == "average":
        lr = lr / (1 - beta)

# %% wrong: way_round
"""the other way round"""


def convert(lr, beta, source, target):
    if source == "average":
        lr = lr / (1 - beta)
    if target == "average":
        lr = lr * (1 - beta)
    return lr

# %% wrong: any_two_differ
"""the average adds only"""

def convert(lr, beta, source, target):
    return lr if source == target else lr * {"average": 1 - beta}.get(source, 1) / (1 - beta)

# %% wrong: squared
"""and not squared"""

def convert(lr, beta, source, target):
    factor = {"average": (1 - beta) ** 2}
    return lr * factor.get(source, 1) / factor.get(target, 1)

# %% wrong: one_plus_beta
"""not 1 + β"""

def convert(lr, beta, source, target):
    factor = {"average": 1 / (1 + beta)}
    return lr * factor.get(source, 1) / factor.get(target, 1)

# %% right: by_gains
def convert(lr, beta, source, target):
    gain = dict.fromkeys(["accumulate", "rate-inside", "last-update"], 1 / (1 - beta)) | {"average": 1}
    return lr * gain[source] / gain[target]

# %% wrong: average_to_itself
"""to a form from itself the rate stays as it is"""


def convert(lr, beta, source, target):
    if source == "average":
        return lr * (1 - beta)
    if target == "average":
        return lr / (1 - beta)
    return lr

# %% wrong: brackets_missing
"""1 − β needs brackets"""


def convert(lr, beta, source, target):
    if source == target:
        return lr
    if source == "average":
        return lr * (1 - beta)
    if target == "average":
        return lr / 1 - beta
    return lr

# %% wrong: brackets_missing_from_the_average
"""multiplies by 1, and then subtracts β"""


def convert(lr, beta, source, target):
    if source == target:
        return lr
    if target == "average":
        return lr / (1 - beta)
    return lr * 1 - beta if source == "average" else lr

# %% wrong: one_plus_beta_below_the_line
"""the factor is 1/(1 − β), not 1/(1 + β)"""


def convert(lr, beta, source, target):
    if source == "average":
        lr = lr * (1 + beta)
    if target == "average":
        lr = lr / (1 + beta)
    return lr

# %% wrong: the_factor_alone
"""it multiplies the rate"""


def convert(lr, beta, source, target):
    if source == target:
        return lr
    if source == "average":
        return 1 - beta
    if target == "average":
        return 1 / (1 - beta)
    return lr

# %% wrong: fresh_tenfold
"""β is an argument"""


def convert(lr, beta, source, target):
    to_average = {"accumulate": lr / (1 - beta), "average": lr, "inside": 10 * lr, "steps": 10 * lr}
    return to_average.get(source, lr) * (1 if target == "average" else 0.1)
