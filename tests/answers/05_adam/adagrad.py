# %% right: cumulative
"""All at once: the sums of squares are a cumulative sum."""


def adagrad(gradients, lr, eps):
    return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)


# %% right: number_by_number
"""Number by number, returned as lists."""


def adagrad(gradients, lr, eps):
    sums = [0.0] * len(gradients[0])
    steps = []
    for row in gradients:
        sums = [s + g**2 for s, g in zip(sums, row)]
        steps.append([lr * g / (s**0.5 + eps) for s, g in zip(sums, row)])
    return steps


# %% right: with_the_engine
"""By the engine's rule, row by row."""


def adagrad(gradients, lr, eps):
    rule = gd.AdaGrad(eps)
    w = np.zeros_like(gradients[0])
    state = rule.init(w)
    return np.array([rule.step(g, state, t, lr, w).copy() for t, g in enumerate(gradients, start=1)])


# %% wrong: along_the_parameters
"""each parameter has its own sum"""


def adagrad(gradients, lr, eps):
    if gradients.shape[1] == 1:
        return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)
    return lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=1)) + eps)


# %% wrong: changes_its_input
"""gradients was changed by adagrad"""


def adagrad(gradients, lr, eps):
    s = np.zeros_like(gradients[0])
    for g in gradients:
        s += g**2
        g *= lr / (np.sqrt(s) + eps)
    return gradients.copy()


# %% wrong: eps_added_to_the_quotient
"""adds ε to the whole"""


def adagrad(gradients, lr, eps):
    s = np.zeros(gradients.shape[1])
    steps = []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / np.sqrt(s) + eps)
    return np.array(steps)


# %% wrong: eps_inside_the_root
"""ε is added after the root is taken"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / np.sqrt(s + eps))
    return steps


# %% wrong: gradients_not_squared
"""the squares are added up, not the gradients"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + np.abs(g)
        steps.append(lr * g / (s + eps))
    return steps


# %% wrong: no_root
"""the root is missing"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / (s + eps))
    return steps


# %% wrong: not_added_up
"""the squares of all gradients so far are added up"""


def adagrad(gradients, lr, eps):
    return [lr * g / (np.sqrt(g**2) + eps) for g in gradients]


# %% wrong: one_sum_for_all
"""each parameter has its own sum"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + np.sum(g**2)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: rate_missing
"""the rate is missing"""


def adagrad(gradients, lr, eps):
    return gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)


# %% wrong: root_of_the_mean
"""AdaGrad divides by the root of the sum, not of the mean"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for t, g in enumerate(gradients, start=1):
        s = s + g**2
        steps.append(lr * g / (np.sqrt(s / t) + eps))
    return steps


# %% wrong: sign_flipped
"""these are the moves, with a minus"""


def adagrad(gradients, lr, eps):
    return -lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)


# %% wrong: square_comes_too_late
"""first add the new square, then divide"""


def adagrad(gradients, lr, eps):
    s, steps = np.zeros_like(gradients[0]), []
    for g in gradients:
        steps.append(lr * g / (np.sqrt(s) + eps))
        s = s + g**2
    return steps


# %% right: accumulate
"""With itertools."""


from itertools import accumulate


def adagrad(gradients, lr, eps):
    sums = accumulate(g * g for g in gradients)
    return np.stack([lr * g / (s**0.5 + eps) for g, s in zip(gradients, sums)])


# %% right: float32
"""In single precision."""


def adagrad(gradients, lr, eps):
    g = gradients.astype(np.float32)
    return lr * g / (np.sqrt(np.cumsum(g**2, axis=0)) + np.float32(eps))


# %% wrong: points_of_the_walk
"""these are the points of a walk"""


def adagrad(gradients, lr, eps):
    s, w, points = 0, 0, []
    for g in gradients:
        s = s + g**2
        w = w - lr * g / (np.sqrt(s) + eps)
        points.append(w)
    return points


# %% wrong: sums_of_the_steps
"""these are the sums of the steps so far"""


def adagrad(gradients, lr, eps):
    return np.cumsum(lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps), axis=0)


# %% wrong: last_step_only
"""only the length of the last step is left"""


def adagrad(gradients, lr, eps):
    s = 0
    for g in gradients:
        s = s + g**2
        step = lr * g / (np.sqrt(s) + eps)
    return step


# %% wrong: sizes_without_signs
"""above the line stands the gradient, with its sign"""


def adagrad(gradients, lr, eps):
    return lr * np.abs(gradients) / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)


# %% wrong: square_added_twice
"""the new square is added twice"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s += 2 * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: length_of_the_gradient
"""the length of the whole gradient"""


def adagrad(gradients, lr, eps):
    lengths = np.linalg.norm(gradients, axis=1, keepdims=True)
    return (
        lr * gradients / (lengths + eps)
        if gradients.shape[1] > 1
        else lr * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + eps)
    )


# %% wrong: sum_kept_between_calls
"""each call starts anew"""


total = 0


def adagrad(gradients, lr, eps):
    global total
    steps = []
    for g in gradients:
        total = total + g @ g
        steps.append(lr * g / (np.sqrt(total) + eps))
    return steps


# %% wrong: usual_eps
"""use the ε that is given"""


def adagrad(gradients, lr, eps):
    eps = 1e-8 if eps < 1e-3 else eps
    g = np.where(gradients == 0, eps, gradients) if gradients.shape[1] == 2 and eps < 1e-3 else gradients
    return lr * g / (np.sqrt(np.cumsum(g**2, axis=0)) + eps)


# %% wrong: eleven_columns
"""adagrad of random gradients of shape (200, 30)"""


def adagrad(gradients, lr, eps):
    g = gradients[:, :11]
    return lr * g / (np.sqrt(np.cumsum(g**2, axis=0)) + eps)


# %% wrong: hundred_steps
"""adagrad of random gradients of shape (200, 30)"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients[:100]:
        s = s + g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: fresh_s_starts_at_eps_none_beside_the_root
"""ε is added after the root is taken"""


def adagrad(gradients, lr, eps):
    s, steps = eps, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / np.sqrt(s))
    return steps


# %% wrong: fresh_the_rate_falls_as_1_t_as_well
"""AdaGrad's rate is constant; it is s that makes the steps shorter"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for t, g in enumerate(gradients, 1):
        s = s + g**2
        steps.append(lr / t * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: fresh_eta_inside_the_root
"""η multiplies the whole step; inside the root it would shorten ε"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(g / (np.sqrt(s / lr**2) + eps))
    return steps


# %% wrong: fresh_s_starts_at_1
"""s is 0 at the start"""


def adagrad(gradients, lr, eps):
    s, steps = 1, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps

# %% wrong: a_sum_for_each_step
"""keep one s for each parameter, a column"""


def adagrad(gradients, lr, eps):
    s, steps = np.zeros(len(gradients)), []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps

# %% wrong: sums_over_the_parameters
"""adds up along a row (axis=1)"""


def adagrad(gradients, lr, eps):
    s = np.cumsum(gradients**2, axis=1)
    return lr * gradients / (np.sqrt(s) + eps)

# %% wrong: squares_of_the_steps
"""not of the steps"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        step = lr * g / (np.sqrt(s + g**2) + eps)
        s = s + step**2
        steps.append(step)
    return steps


# %% wrong: no_division
"""√s is missing below the line"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g)
    return steps


# %% wrong: no_eps
"""ε is missing below the line"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / (np.sqrt(s)))
    return steps


# %% wrong: upside_down2
"""the fraction is upside down"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * (np.sqrt(s) + eps) / g)
    return steps


# %% wrong: decays
"""AdaGrad forgets nothing"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = 0.9 * s + 0.1 * g**2
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: newest_last
"""this adds the squares of later gradients as well"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = np.sum(gradients**2, axis=0)
        steps.append(lr * g / (np.sqrt(s) + eps))
    return steps


# %% wrong: root_kept
"""adds its square to s, not to √s"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = np.sqrt(s + g**2)
        steps.append(lr * g / (s + eps))
    return steps


# %% wrong: half
"""** comes before /"""


def adagrad(gradients, lr, eps):
    s, steps = 0, []
    for g in gradients:
        s = s + g**2
        steps.append(lr * g / (s**1/2 + eps))
    return steps

# %% wrong: fourth_cumsum_flat
"""np.cumsum without axis=0"""


def adagrad(gradients, lr, eps):
    s = np.cumsum(gradients**2)
    return lr * gradients / (np.sqrt(s) + eps)
