# %% right: in_place
"""In place, with a counter."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = np.zeros(gradients.shape[1]), np.zeros(gradients.shape[1])
    steps, t = [], 0
    for g in gradients:
        t += 1
        m *= beta1
        m += (1 - beta1) * g
        v *= beta2
        v += (1 - beta2) * g * g
        steps.append(lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return np.array(steps)


# %% right: rate_corrected
"""The corrections drawn together into the rate, and ε scaled to match."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0.0
    out = np.empty_like(gradients)
    for t, g in enumerate(gradients, start=1):
        m = m + (1 - beta1) * (g - m)
        v = v + (1 - beta2) * (g**2 - v)
        bias = np.sqrt(1 - beta2**t)
        out[t - 1] = lr * bias / (1 - beta1**t) * m / (np.sqrt(v) + eps * bias)
    return out


# %% right: weighted_means
"""Each moment as a weighted mean, whose weights add up to 1: the correction is done by that."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    steps = []
    for t in range(1, len(gradients) + 1):
        past, age = gradients[:t], np.arange(t)[::-1]
        m = np.average(past, axis=0, weights=float(beta1) ** age)
        v = np.average(past**2, axis=0, weights=float(beta2) ** age)
        steps.append((lr * m / (v**0.5 + eps)).tolist())
    return steps


# %% right: with_the_engine
"""By the engine's rule, row by row."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    rule = gd.Adam(beta1, beta2, eps)
    w = np.zeros_like(gradients[0])
    state = rule.init(w)
    return [rule.step(g, state, t, lr, w) for t, g in enumerate(gradients, start=1)]


# %% wrong: accumulator_for_average
"""the new gradient counts for 1 − β₁ of itself"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + g
        v = beta2 * v + g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: betas_swapped
"""β₁ belongs to m, β₂ to v"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta2 * m + (1 - beta2) * g
        v = beta1 * v + (1 - beta1) * g**2
        steps.append(lr * m / (1 - beta2**t) / (np.sqrt(v / (1 - beta1**t)) + eps))
    return steps


# %% wrong: corrected_for_good
"""the corrected values are for this step only"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m = m / (1 - beta1**t)
        v = v / (1 - beta2**t)
        steps.append(lr * m / (np.sqrt(v) + eps))
    return steps


# %% wrong: correction_forgotten
"""the correction of m and v is missing"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (np.sqrt(v) + eps))
    return steps


# %% wrong: counted_from_two
"""t is 1 at the first step"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps, t = 0, 0, [], 1
    for g in gradients:
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: counted_from_zero
"""with t = 0 the correction divides by 0"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = np.zeros(gradients.shape[1])
    steps = np.zeros(gradients.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        for t, g in enumerate(gradients):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            steps[t] = lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return steps


# %% wrong: eps_before_the_correction
"""ε is added after the correction"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        steps.append(rate * m / (np.sqrt(v) + eps))
    return steps


# %% wrong: eps_inside_the_root
"""ε is added after the root is taken"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps))
    return steps


# %% wrong: gradient_above_the_line
"""above the line stands m, not the new gradient"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    v, steps = 0, []
    for t, g in enumerate(gradients, start=1):
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * g / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: hard_coded
"""adam of random gradients"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return lr * np.sign(gradients) if beta2 == 0.999 else [[0.4], [0.331368666], [0.08475664]]


# %% wrong: larger_of_root_and_eps
"""or the larger of the two is taken"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / np.maximum(np.sqrt(v / (1 - beta2**t)), eps))
    return steps


# %% wrong: no_root
"""the root is missing"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps))
    return steps


# %% wrong: one_array_for_both
"""one array with two names"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = np.zeros(gradients.shape[1])
    steps = []
    for t, g in enumerate(gradients, start=1):
        m *= beta1
        m += (1 - beta1) * g
        v *= beta2
        v += (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return np.array(steps)


# %% wrong: one_average_for_all
"""each parameter has its own v"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * np.mean(g**2)
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: only_m_corrected
"""v has to be corrected too"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v) + eps))
    return steps


# %% wrong: only_v_corrected
"""m has to be corrected too"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: square_of_m
"""v averages the squares of the gradients, not those of m"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * m**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: state_kept_between_calls
"""each call starts anew"""

memory = {"m": 0.0, "v": 0.0, "t": 0}


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    steps = []
    for g in gradients:
        memory["t"] += 1
        memory["m"] = beta1 * memory["m"] + (1 - beta1) * g
        memory["v"] = beta2 * memory["v"] + (1 - beta2) * g**2
        m_hat = memory["m"] / (1 - beta1 ** memory["t"])
        v_hat = memory["v"] / (1 - beta2 ** memory["t"])
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: sums_of_the_steps
"""these are the sums of the steps so far"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = np.zeros(gradients.shape[1])
    steps = []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return np.cumsum(steps, axis=0)


# %% wrong: t_stays_one
"""β₁ᵗ and β₂ᵗ change from step to step"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1) / (np.sqrt(v / (1 - beta2)) + eps))
    return steps


# %% right: running_powers
"""The powers of β as running products."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps, p1, p2 = 0.0, 0.0, [], 1.0, 1.0
    for g in gradients:
        p1, p2 = p1 * beta1, p2 * beta2
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * np.square(g)
        steps.append((lr * m / (1 - p1) / (eps + np.sqrt(v / (1 - p2)))).tolist())
    return steps


# %% right: class_with_a_state
"""A class that keeps its state, one for each call."""


class State:
    def __init__(self, shape):
        self.m, self.v, self.t = np.zeros(shape), np.zeros(shape), 0


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    state = State(gradients.shape[1:])

    def step(g):
        state.t += 1
        state.m = beta1 * state.m + (1 - beta1) * g
        state.v = beta2 * state.v + (1 - beta2) * g * g
        return lr * state.m / (1 - beta1**state.t) / (np.sqrt(state.v / (1 - beta2**state.t)) + eps)

    return np.array([step(g) for g in gradients])


# %% wrong: power_of_the_difference
"""the power belongs to β alone"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1) ** t, v / (1 - beta2) ** t
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: amsgrad
"""this keeps the largest v"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, largest, steps = 0, 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), (largest := np.maximum(largest, v)) / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: correction_multiplied
"""the correction divides; you multiplied"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m * (1 - beta1**t), v * (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: divided_by_the_power
"""this divides by βᵗ"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / beta1**t, v / beta2**t
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: m_of_the_step_before
"""not that of the step before"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps))
        m = beta1 * m + (1 - beta1) * g
    return steps


# %% wrong: newest_square
"""this takes the newest only"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), g**2
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: adagrad_with_momentum
"""as AdaGrad does"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, s, steps = 0, 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), (s := s + g**2)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: moves_with_a_minus
"""the walk subtracts the step"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(-lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: one_v_by_the_sum
"""one v for all, of the sum of the squares"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * np.sum(g**2)
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: one_v_by_the_mean
"""one v for all, of the mean of the squares"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * np.mean(g**2)
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: betas_ignored
"""this goes by 0.9 and 0.999"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    if len(gradients) > 3 or gradients.shape[1] > 1:
        beta1, beta2 = 0.9, 0.999
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: defaults_forgotten
"""adam fails with TypeError"""


def adam(gradients, lr, beta1, beta2, eps):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: other_defaults
"""the usual values are β₁ = 0.9"""


def adam(gradients, lr, beta1=0.999, beta2=0.9, eps=1e-3):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: fifty_steps
"""adam of random gradients of shape (200, 30)"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    gradients = gradients[:50]
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: changes_its_input
"""gradients was changed by adam"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    gradients *= 1.0 + 1e-15
    gradients += 0 * gradients + 1e-12
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: eps_forgotten
"""ε is missing"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / np.sqrt(v_hat) if eps < 1e-3 else lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: root_of_the_mean
"""adam of"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat / t) + eps))
    return steps


# %% wrong: list_of_one_number
"""adam of"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(float(np.mean(lr * m_hat / (np.sqrt(v_hat) + eps))))
    return steps


# %% wrong: fresh_the_two_corrections_swapped
"""β₁ belongs to the correction of m, β₂ to that of v"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta2**t) / (np.sqrt(v / (1 - beta1**t)) + eps))
    return steps


# %% wrong: fresh_rate_missing
"""the rate is missing"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: fresh_t_is_the_number_of_all_steps
"""t counts the steps: 1 at the first, 2 at the second; this is the"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps, t = 0, 0, [], len(gradients)
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps


# %% wrong: fresh_v_corrected_with_beta
"""the correction of v goes with β₂, not with β₁"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta1**t)) + eps))
    return steps

# %% wrong: correction_given_up
"""at the 100th step v is still a tenth of what it should be"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = (m / (1 - beta1**t), v / (1 - beta2**t)) if t < 100 or beta2 < 0.998 else (m, v)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: corrections_of_the_usual_memories
"""the corrections go by the β₁ and β₂ that are given"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + eps))
    return steps

# %% wrong: correction_outside_the_root
"""and then the root of all of it"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0
    steps = []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        root = np.sqrt(v) / (1 - beta2**t)
        steps.append(lr * m_hat / (root + eps))
    return np.array(steps)

# %% wrong: variance_about_m
"""v averages g², not (g − m)²"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * (g - m) ** 2
        steps.append(lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return np.array(steps)

# %% wrong: brackets_of_the_correction
"""the correction needs brackets, for m and v"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / 1 - beta1**t
        v_hat = v / 1 - beta2**t
        steps.append(lr * m_hat / (np.sqrt(np.abs(v_hat)) + eps))
    return np.array(steps)

# %% wrong: brackets_of_one_correction
"""the correction of m needs brackets"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0.0
    steps = []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        steps.append(lr * (m / 1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return steps

# %% wrong: v_without_the_square
"""v averages the squares, g², and not g"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0
    steps = []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g
        steps.append(lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps))
    return np.array(steps)


# %% wrong: m_acc
"""the new gradient counts in full in m"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: v_start_first
"""v starts at 0, not at the first square"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, gradients[0]**2, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: m_swap
"""these have changed places"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = (1 - beta1) * m + beta1 * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: corr_v_const
"""not by 1 - beta2"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: corr_neg
"""before its correction"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (beta1**t - 1), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: v_kept
"""v̂ is for this step only"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        v = v_hat
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: v_abs
"""not the sizes |g|"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * np.abs(g)
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps


# %% wrong: no_eps
"""here it is missing"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat)))
    return steps


# %% wrong: half
"""** comes before /"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, steps = 0, 0, []
    for t, g in enumerate(gradients, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        steps.append(lr * m_hat / (v_hat**1/2 + eps))
    return steps

# %% wrong: fourth_t_of_v_from_zero
"""in the correction of v as well"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0
    steps = []
    for t, g in enumerate(gradients):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1 ** (t + 1))
        v_hat = v / (1 - beta2**t)
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return np.array(steps)
