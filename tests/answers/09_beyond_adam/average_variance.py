# %% right: the_formula
"""As it is written."""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% right: the_sum
"""Term by term: the weight of each pair of points, times what they have in common."""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    ages = np.arange(6000)
    common = sum(beta ** (2.0 * i) * (1 + 2 * np.sum((beta * rho) ** ages[1:])) for i in ages)
    return (1 - beta) ** 2 * V * common

# %% right: two_memories
"""By the variances of two memories that are followed together, until they settle."""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    ww = wa = aa = 0.0  # variances of w and of the average, and what they share
    for _ in range(20_000):
        ww, wa = rho**2 * ww + (lr * noise) ** 2, rho * wa
        aa = beta**2 * aa + 2 * beta * (1 - beta) * wa + (1 - beta) ** 2 * ww
        wa = beta * wa + (1 - beta) * ww
    return aa

# %% wrong: independent_points
"""the points are not independent"""


def average_variance(lr, curvature, noise, beta):
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta)

# %% wrong: last_point
"""the factor with β alone is missing"""


def average_variance(lr, curvature, noise, beta):
    return lr * noise**2 / (curvature * (2 - lr * curvature))

# %% wrong: noise_not_squared
"""V has the square of the noise"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: upside_down
"""the factor with β alone is upside down"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 + beta) / (1 - beta) * (1 - beta * rho) / (1 + beta * rho)

# %% wrong: curvature_forgotten
"""ρ is 1 − ηλ"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: gradient_noise_alone
"""V = ησ²/(λ(2 − ηλ))"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    return noise**2 * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: rho_without_a_sign
"""ρ may be negative"""


def average_variance(lr, curvature, noise, beta):
    rho = abs(1 - lr * curvature)
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: rho_cut_off_at_zero
"""ρ may be negative"""


def average_variance(lr, curvature, noise, beta):
    rho = max(1 - lr * curvature, 0)
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: curvature_missing_below
"""V has λ below the line"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (2 - lr * curvature)
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: brackets_of_v
"""λ(2 − ηλ) stands below the line as a whole"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / curvature * (2 - lr * curvature)
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: rho_is_the_product
"""ρ is ηλ in place of 1 − ηλ"""


def average_variance(lr, curvature, noise, beta):
    rho = lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: one_factor_upside_down
"""the factor with βρ is upside down"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 - beta * rho) / (1 + beta * rho)

# %% wrong: divided_and_multiplied
"""divide by 1 − βρ"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) * (1 - beta * rho)

# %% wrong: brackets_of_one_minus_beta_rho
"""1 − βρ stands below the line as a whole"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / 1 - beta * rho

# %% wrong: standard_deviation
"""this is the standard deviation, the root of the variance"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return np.sqrt(V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho))

# %% wrong: small_rates_only
"""this V is that for small ηλ"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (2 * curvature)
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: rate_squared
"""η stands above the line in V once"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = (lr * noise) ** 2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho) / (1 - beta * rho)

# %% wrong: bracket_of_1_beta_rho
"""1 + βρ stands above the line as a whole"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * (1 + beta * rho / (1 - beta * rho))

# %% wrong: fourth_no_brackets_at_all
"""or its brackets are"""


def average_variance(lr, curvature, noise, beta):
    rho = 1 - lr * curvature
    V = lr * noise**2 / (curvature * (2 - lr * curvature))
    return V * (1 - beta) / (1 + beta) * 1 + beta * rho / 1 - beta * rho
