# %% right: lists
"""Row by row, into a list."""


def lion(gradients, lr, beta1, beta2):
    m, steps = np.zeros(gradients.shape[1]), []
    for g in gradients:
        steps.append(lr * np.sign(beta1 * m + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return steps

# %% right: towards_the_gradient
"""The memory moved a little towards each new gradient, in place."""


def lion(gradients, lr, beta1, beta2):
    m = 0 * gradients[0]
    steps = np.empty_like(gradients)
    for t, g in enumerate(gradients):
        steps[t] = lr * np.sign(m + (1 - beta1) * (g - m))
        m += (1 - beta2) * (g - m)
    return steps

# %% right: weights
"""The memory written out, with the weight of each past gradient."""


def lion(gradients, lr, beta1, beta2):
    steps = []
    for t, g in enumerate(gradients):
        weights = (1 - beta2) * beta2 ** np.arange(t - 1, -1, -1.0)
        u = beta1 * (weights @ gradients[:t]) + (1 - beta1) * g
        steps.append(lr * (1.0 * (u > 0) - (u < 0)))
    return np.array(steps)

# %% wrong: one_memory
"""the memory is updated after the step"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        m = beta2 * m + (1 - beta2) * g
        steps.append(lr * np.sign(beta1 * m + (1 - beta1) * g))
    return steps

# %% wrong: betas_swapped
"""β₁ belongs to the sign"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(lr * np.sign(beta2 * m + (1 - beta2) * g))
        m = beta1 * m + (1 - beta1) * g
    return steps

# %% wrong: sign_of_the_gradient
"""this is the sign of the newest gradient alone"""


def lion(gradients, lr, beta1, beta2):
    return lr * np.sign(gradients)

# %% wrong: sign_of_the_memory
"""the newest gradient has a say of its own"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        m = beta2 * m + (1 - beta2) * g
        steps.append(lr * np.sign(m))
    return steps

# %% wrong: no_sign
"""the sign is missing"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(lr * (beta1 * m + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return steps

# %% wrong: rate_missing
"""the rate is missing"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(np.sign(beta1 * m + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return steps

# %% wrong: moves
"""what is subtracted has the sign of the mixture"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(-lr * np.sign(beta1 * m + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return steps

# %% wrong: accumulates
"""the memory is an average"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(lr * np.sign(beta1 * m + (1 - beta1) * g))
        m = beta2 * m + g
    return steps

# %% wrong: zero_goes_down
"""the sign of 0 is 0"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        c = beta1 * m + (1 - beta1) * g
        steps.append(lr * np.where(c > 0, 1.0, -1.0))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% wrong: zero_goes_up
"""the sign of 0 is 0"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        c = beta1 * m + (1 - beta1) * g
        steps.append(lr * np.where(c >= 0, 1.0, -1.0))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% wrong: divided_by_the_size
"""the sign of 0 is 0"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        c = beta1 * m + (1 - beta1) * g
        steps.append(lr * (c / np.abs(c)))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% right: divided_where_it_is_not_zero
"""The sign as a quotient, and 0 where there is nothing to divide."""


def lion(gradients, lr, beta1, beta2):
    m, steps = np.zeros(gradients.shape[1]), []
    for g in gradients:
        c = beta1 * m + (1 - beta1) * g
        steps.append(lr * np.divide(c, np.abs(c), out=np.zeros_like(c), where=c != 0))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% wrong: column_by_column
"""a row is a step: loop over gradients"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients.T:
        steps.append(lr * np.sign(beta1 * m + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps).T

# %% wrong: columns_as_rows
"""a row is a step: loop over gradients"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients.T:
        steps.append(lr * np.sign(beta1 * m + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% wrong: memory_of_the_mixture
"""the mixture under the sign is forgotten"""


def lion(gradients, lr, beta1, beta2):
    m = np.zeros(gradients.shape[1])
    steps = []
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        steps.append(lr * np.sign(m))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% wrong: memory_first
"""the memory is updated after the step"""


def lion(gradients, lr, beta1, beta2):
    m = np.zeros(gradients.shape[1])
    steps = []
    for g in gradients:
        m = beta2 * m + (1 - beta2) * g
        steps.append(lr * np.sign(beta1 * m + (1 - beta1) * g))
    return np.array(steps)

# %% wrong: one_mixture_for_both
"""the mixture under the sign is forgotten: m is made of the old m, and with β₂"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        steps.append(lr * np.sign(m))
    return np.array(steps)

# %% wrong: shares_exchanged
"""the old m counts for β, the new gradient for 1 − β"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(lr * np.sign((1 - beta1) * m + beta1 * g))
        m = (1 - beta2) * m + beta2 * g
    return np.array(steps)

# %% wrong: brackets_of_the_share
"""1 − β needs its brackets"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(lr * np.sign(beta1 * m + 1 - beta1 * g))
        m = beta2 * m + 1 - beta2 * g
    return np.array(steps)

# %% wrong: memory_of_signs
"""the memory is made of the gradients, not of their signs"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        u = np.sign(beta1 * m + (1 - beta1) * g)
        steps.append(lr * u)
        m = beta2 * m + (1 - beta2) * u
    return np.array(steps)

# %% wrong: last_step_alone
"""collect a row for each step"""


def lion(gradients, lr, beta1, beta2):
    m = 0
    for g in gradients:
        step = lr * np.sign(beta1 * m + (1 - beta1) * g)
        m = beta2 * m + (1 - beta2) * g
    return step

# %% wrong: whole_gradient_in_the_mixture
"""the new gradient for 1 − β₁"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for g in gradients:
        steps.append(lr * np.sign(beta1 * m + g))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% wrong: memory_from_the_first_gradient
"""the memory starts at 0"""


def lion(gradients, lr, beta1, beta2):
    m, steps = gradients[0], []
    for g in gradients:
        steps.append(lr * np.sign(beta1 * m + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)

# %% wrong: m_corrected_as_in_adam
"""Lion does not correct m for its start at 0"""


def lion(gradients, lr, beta1, beta2):
    m, steps = 0, []
    for t, g in enumerate(gradients):
        corrected = m / (1 - beta2**t) if t else m
        steps.append(lr * np.sign(beta1 * corrected + (1 - beta1) * g))
        m = beta2 * m + (1 - beta2) * g
    return np.array(steps)
