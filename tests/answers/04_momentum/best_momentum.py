# %% right: by_critical_damping
"""Both ends critically damped: 1 − √β = √(ημ) and 1 + √β = √(ηL)."""


def best_momentum(curvatures):
    roots = np.sqrt(np.asarray(curvatures))
    root_of_lr = 2 / (roots.min() + roots.max())
    lr = root_of_lr * root_of_lr
    beta = (root_of_lr * roots.max() - 1) ** 2
    return lr, beta

# %% right: by_kappa
"""By κ, as a list."""


def best_momentum(curvatures):
    mu, L = np.min(curvatures), np.max(curvatures)
    root = np.sqrt(L / mu)
    return [4 / (mu * (1 + root) ** 2), ((root - 1) / (root + 1)) ** 2]

# %% right: sorted
"""Sorted, with powers."""


def best_momentum(curvatures):
    ordered = sorted(curvatures)
    a, b = ordered[0] ** 0.5, ordered[-1] ** 0.5
    return [(2 / (a + b)) ** 2, ((b - a) / (b + a)) ** 2]

# %% wrong: beta_not_squared
"""β has to be squared"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return (2 / (low + high)) ** 2, (high - low) / (high + low)

# %% wrong: customary_beta
"""2 values"""


def best_momentum(curvatures):
    return {"lr": 2 * (1 + 0.9) / max(curvatures), "beta": 0.9}

# %% wrong: first_and_last
"""not the first and the last"""


def best_momentum(curvatures):
    low, high = np.sqrt(curvatures[0]), np.sqrt(curvatures[-1])
    low, high = min(low, high), max(low, high)
    return (2 / (low + high)) ** 2, ((high - low) / (high + low)) ** 2

# %% wrong: nesterovs_choice
"""this is Nesterov's choice"""


def best_momentum(curvatures):
    root = np.sqrt(max(curvatures) / min(curvatures))
    return 1 / max(curvatures), (root - 1) / (root + 1)

# %% wrong: no_roots
"""μ and L stand under roots"""


def best_momentum(curvatures):
    low, high = min(curvatures), max(curvatures)
    return (2 / (low + high)) ** 2, ((high - low) / (high + low)) ** 2

# %% wrong: not_squared
"""the rate has to be squared"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return 2 / (low + high), (high - low) / (high + low)

# %% wrong: rate_only
"""return β as well"""


def best_momentum(curvatures):
    return (2 / (np.sqrt(min(curvatures)) + np.sqrt(max(curvatures)))) ** 2

# %% wrong: rate_without_momentum
"""this is the best rate without momentum"""


def best_momentum(curvatures):
    mu, L = min(curvatures), max(curvatures)
    root = np.sqrt(L / mu)
    return 2 / (mu + L), ((root - 1) / (root + 1)) ** 2

# %% wrong: way_round
"""first the rate, then β"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return ((high - low) / (high + low)) ** 2, (2 / (low + high)) ** 2

# %% right: as_an_array
def best_momentum(curvatures):
    low, high = np.sqrt([min(curvatures), max(curvatures)])
    return np.array([4 / (low + high) ** 2, ((high - low) / (high + low)) ** 2])

# %% right: from_the_sum_of_the_ends
def best_momentum(curvatures):
    mu, L = sorted(curvatures)[0], sorted(curvatures)[-1]
    root = np.sqrt(L / mu)
    beta = ((root - 1) / (root + 1)) ** 2
    return 2 * (1 + beta) / (L + mu), beta

# %% right: from_the_double_roots
def best_momentum(curvatures):
    mu, L = min(curvatures), max(curvatures)
    root_of_beta = (np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))
    return (1 + root_of_beta) ** 2 / L, root_of_beta**2

# %% wrong: beta_for_its_root
"""the rate is (1 + √β)²/L, not (1 + β)²/L"""

def best_momentum(curvatures):
    L, k = max(curvatures), np.sqrt(max(curvatures) / min(curvatures))
    beta = ((k - 1) / (k + 1)) ** 2
    return (1 + beta) ** 2 / L, beta

# %% wrong: the_limit
"""this rate is the limit of stability"""

def best_momentum(curvatures):
    L, k = max(curvatures), np.sqrt(max(curvatures) / min(curvatures))
    beta = ((k - 1) / (k + 1)) ** 2
    return 2 * (1 + beta) / L, beta

# %% wrong: sorts_the_callers_list
"""curvatures was changed by best_momentum"""

def best_momentum(curvatures):
    curvatures.sort()
    low, high = np.sqrt(curvatures[0]), np.sqrt(curvatures[-1])
    return 4 / (low + high) ** 2, ((high - low) / (high + low)) ** 2

# %% wrong: beta_alone
"""this is β only"""

def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return ((high - low) / (high + low)) ** 2

# %% wrong: for_four_curvatures
"""it takes the curvatures for a certain number of them"""

def best_momentum(curvatures):
    a, b, c, d = sorted(curvatures)
    low, high = np.sqrt(a), np.sqrt(d)
    return 4 / (low + high) ** 2, ((high - low) / (high + low)) ** 2

# %% wrong: kappa_without_root
"""κ stands under a root in β"""


def best_momentum(curvatures):
    mu, L = min(curvatures), max(curvatures)
    kappa = L / mu
    lr = (2 / (np.sqrt(L) + np.sqrt(mu))) ** 2
    beta = ((kappa - 1) / (kappa + 1)) ** 2
    return lr, beta

# %% wrong: root_of_the_sum
"""√(L + μ) is another number"""


def best_momentum(curvatures):
    mu, L = min(curvatures), max(curvatures)
    lr = (2 / np.sqrt(L + mu)) ** 2
    beta = (np.sqrt(L - mu) / np.sqrt(L + mu)) ** 2
    return lr, beta

# %% wrong: root_of_product_forgotten
"""the root of ημ is missing"""


def best_momentum(curvatures):
    mu, L = min(curvatures), max(curvatures)
    lr = (2 / (np.sqrt(L) + np.sqrt(mu))) ** 2
    return lr, (1 - lr * mu) ** 2

# %% wrong: brackets_below_the_line
"""as a whole: mind the brackets"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return (2 / high + low) ** 2, ((high - low) / (high + low)) ** 2

# %% wrong: square_above_the_line_only
"""the whole fraction is squared, below the line too"""


def best_momentum(curvatures):
    mu, L = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return (2 / (L + mu)) ** 2, (L - mu) ** 2 / (L + mu)

# %% wrong: another_beta
"""below the line: this is (1 − 1/√κ)²"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return (2 / (low + high)) ** 2, (1 - low / high) ** 2

# %% wrong: both_wrong_in_their_own_ways
"""β has to be squared, ** 2, and not multiplied by 2"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return 2 / (low + high) ** 2, (high - low) / (high + low) * 2

# %% wrong: half_of_the_roots
"""in the rate L stands under a root, as μ does"""


def best_momentum(curvatures):
    low, high = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    return (2 / (low + max(curvatures))) ** 2, ((high - low) / (high + low)) ** 2

# %% wrong: asks_a_list_for_its_smallest
"""take lists as well as"""


def best_momentum(curvatures):
    low, high = np.sqrt(curvatures.min()), np.sqrt(curvatures.max())
    return (2 / (low + high)) ** 2, ((high - low) / (high + low)) ** 2

# %% wrong: fourth_rate_over_one_minus_beta
"""nothing divides it by 1 − β"""


def best_momentum(curvatures):
    mu, L = np.sqrt(min(curvatures)), np.sqrt(max(curvatures))
    beta = ((L - mu) / (L + mu)) ** 2
    lr = (2 / (L + mu)) ** 2 / (1 - beta)
    return lr, beta
