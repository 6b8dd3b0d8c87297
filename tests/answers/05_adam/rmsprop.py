# %% right: float32
"""In single precision, as lists."""


def rmsprop(gradients, lr, beta, eps):
    s, steps = np.float32(0), []
    for g in np.asarray(gradients, dtype=np.float32):
        s = np.float32(beta) * s + np.float32(1 - beta) * np.square(g)
        steps.append(np.float32(lr) * g / (np.sqrt(s) + np.float32(eps)))
    return np.array(steps, dtype=np.float32)


# %% right: towards_the_square
"""The average moved a little towards each new square, in place."""


def rmsprop(gradients, lr, beta, eps):
    s = np.zeros(gradients.shape[1])
    steps = np.empty_like(gradients)
    for t, g in enumerate(gradients):
        s += (1 - beta) * (g * g - s)
        steps[t] = lr * g / (s**0.5 + eps)
    return steps


# %% right: weights
"""The average written out, with the weight of each past square."""


def rmsprop(gradients, lr, beta, eps):
    steps = []
    for t in range(len(gradients)):
        weights = (1 - beta) * beta ** np.arange(t, -1, -1.0)
        steps.append(lr * gradients[t] / (np.sqrt(weights @ gradients[: t + 1] ** 2) + eps))
    return steps


# %% wrong: accumulator_for_average
"""the new square counts for 1 − β of itself"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: adagrad
"""AdaGrad's sum does not forget"""


def rmsprop(gradients, lr, beta, eps):
    return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)


# %% wrong: changes_its_input
"""gradients was changed by rmsprop"""


def rmsprop(gradients, lr, beta, eps):
    s = np.zeros_like(gradients[0])
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        g *= lr / (np.sqrt(s) + eps)
    return gradients.tolist()


# %% wrong: corrected
"""RMSProp does not correct its average for its start at 0"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for t, g in enumerate(gradients, start=1):
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s / (1 - beta**t)) + eps))
    return steps


# %% wrong: eps_added_to_the_quotient
"""adds ε to the whole"""


def rmsprop(gradients, lr, beta, eps):
    s = np.zeros(gradients.shape[1])
    steps = []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / np.sqrt(s) + eps)
    return np.array(steps)


# %% wrong: eps_inside_the_root
"""ε is added after the root is taken"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / np.sqrt(s + eps))
    return steps


# %% wrong: gradients_not_squared
"""average the squares, then take the root"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.abs(g)
        steps.append(lr * g / (s + eps))
    return steps


# %% wrong: no_root
"""the root is missing"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (s + eps))
    return steps


# %% wrong: one_average_for_all
"""each parameter has its own average"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.mean(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: starts_at_the_first_square
"""the average starts at 0"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = gradients[0] ** 2, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: weights_swapped
"""β is the share of the old average"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = (1 - beta) * s + beta * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% right: mended_line_by_line
"""The program that was given, with its four mistakes mended."""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0.0 * gradients[0], []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% right: powers_of_beta
"""All at once, with a matrix of weights."""


def rmsprop(gradients, lr, beta, eps):
    n = len(gradients)
    age = np.subtract.outer(np.arange(n), np.arange(n))
    weights = np.where(age >= 0, (1 - beta) * beta ** np.maximum(age, 0), 0.0)
    return lr * gradients / (np.sqrt(weights @ gradients**2) + eps)


# %% right: column_by_column
"""Column by column, in lists."""


def rmsprop(gradients, lr, beta, eps):
    columns = []
    for column_of in np.transpose(gradients):
        s, steps = 0.0, []
        for g in column_of:
            s += (1 - beta) * (g * g - s)
            steps.append(lr * g / (s**0.5 + eps))
        columns.append(steps)
    return np.transpose(columns)


# %% wrong: start_not_mended
"""the average starts at 0, not at the first square"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = gradients[0] ** 2, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: mean_not_mended
"""np.mean makes one for all"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.mean(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: shares_not_mended
"""β is the share of the old average"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = (1 - beta) * s + beta * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: eps_not_mended
"""ε is added after the root is taken"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / np.sqrt(s + eps))
    return steps


# %% wrong: as_given
"""got"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = gradients[0] ** 2, []
    for g in gradients:
        s = (1 - beta) * s + beta * np.mean(g**2)
        steps.append(lr * g / np.sqrt(s + eps))
    return steps


# %% wrong: only_eps_mended
"""first differs"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = gradients[0] ** 2, []
    for g in gradients:
        s = (1 - beta) * s + beta * np.mean(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: sum_for_mean
"""this is one for all, of the sum"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.sum(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: largest_square
"""each parameter has its own average"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.max(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: absolute_values
"""rmsprop of"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.abs(g)
        steps.append(lr * g / (s + eps))
    return steps


# %% wrong: eps_under_and_beside
"""rmsprop of"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s + eps**2) + eps))
    return steps


# %% wrong: beta_for_the_sum
"""the new square counts for 1 − β of itself"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + 1 * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: usual_beta
"""rmsprop of"""


def rmsprop(gradients, lr, beta, eps):
    beta = 0.9
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: thirty_steps
"""rmsprop of"""


def rmsprop(gradients, lr, beta, eps):
    gradients = gradients[:30]
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: fresh_brackets_of_1_beta_forgotten
"""`1 - beta * g**2` multiplies before it subtracts: (1 - beta) * g**2"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + 1 - beta * g**2
        steps.append(lr * g / (np.sqrt(np.abs(s)) + eps))
    return steps


# %% wrong: fresh_the_second_share_forgotten_s_betas_g_1_beta_applied_to_g
"""of the four at least two are left: the start and ε"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = gradients[0] ** 2, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / np.sqrt(s + eps))
    return steps

# %% wrong: step_before_the_average
"""this one divides by the average before it"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = np.zeros_like(gradients[0]), []
    for g in gradients:
        steps.append(lr * g / (np.sqrt(s) + eps))
        s = beta * s + (1 - beta) * g**2
    return steps

# %% wrong: s_as_long_as_the_steps
"""keep a number for each parameter, not one for each step"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = np.zeros(len(gradients)), []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: no_eps
"""ε is missing below the line"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s)))
    return steps


# %% wrong: s_without_beta
"""the old average counts for β of itself"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = s +(1 - beta) * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: beta_both
"""and only the old average for β"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + beta * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: swap_start
"""the start and the shares"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = gradients[0]**2, []
    for g in gradients:
        s = (1 - beta) * s + beta * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: both_share
"""1 − β multiplies the new square alone"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = (1 - beta) * (s + g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: maxsq
"""np.max makes one for all"""


def rmsprop(gradients, lr, beta, eps):
    s, steps = 0, []
    for g in gradients:
        s = beta * s + (1 - beta) * np.max(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps
