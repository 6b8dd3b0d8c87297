# %% right: history
"""With the list of all v, of which the last or the largest counts."""


def bounded_walk(gradients, rates, beta2, keep_largest):
    history, w = [0.0], np.zeros(())
    for t in range(len(gradients)):
        history.append(beta2 * history[-1] + (1 - beta2) * gradients[t] ** 2)
        size = np.sqrt(max(history) if keep_largest else history[-1])
        w = np.clip(w - rates[t] * gradients[t] / size, -1, 1)
    return w

# %% right: min_max
"""Numbers, and min and max."""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v) if keep_largest else v
        w = min(1.0, max(-1.0, w - lr * g / u**0.5))
    return w

# %% right: with_the_engine
"""By the engine's rules, without correction."""


def bounded_walk(gradients, rates, beta2, keep_largest):
    kind = gd.AMSGrad if keep_largest else gd.Adam
    rule = kind(beta1=0.0, beta2=beta2, eps=0.0, bias_correction=False)
    w = np.zeros(1)
    state = rule.init(w)
    for t, (g, lr) in enumerate(zip(gradients, rates), start=1):
        w = np.clip(w - rule.step(np.array([g]), state, t, lr, w), -1, 1)
    return float(w[0])

# %% wrong: always_keeps_the_largest
"""this keeps the largest v"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v)
        w = min(1.0, max(-1.0, w - lr * g / u**0.5))
    return w

# %% wrong: bounded_at_the_end
"""after each step w is brought back to [−1, 1]"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v) if keep_largest else v
        w = w - lr * g / u**0.5
    return min(1.0, max(-1.0, w))

# %% wrong: corrected
"""no correction here"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for t, (g, lr) in enumerate(zip(gradients, rates), start=1):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v) if keep_largest else v
        w = min(1.0, max(-1.0, w - lr * g / (u / (1 - beta2**t)) ** 0.5))
    return w

# %% wrong: largest_goes_on_averaging
"""the average itself goes on from v"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = 0.0
    for g, lr in zip(gradients, rates):
        new = beta2 * v + (1 - beta2) * g * g
        v = max(v, new) if keep_largest else new
        w = min(1.0, max(-1.0, w - lr * g / v**0.5))
    return w

# %% wrong: largest_gradient
"""the largest v, not the largest gradient"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, g * g)
        w = min(1.0, max(-1.0, w - lr * g / (u if keep_largest else v) ** 0.5))
    return w

# %% wrong: never_keeps_the_largest
"""this divides by the newest v"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        w = min(1.0, max(-1.0, w - lr * g / v**0.5))
    return w

# %% wrong: no_root
"""the root is missing"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v) if keep_largest else v
        w = min(1.0, max(-1.0, w - lr * g / u))
    return w

# %% wrong: not_bounded
"""after each step w is brought back to [−1, 1]"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v) if keep_largest else v
        w = w - lr * g / u**0.5
    return w

# %% wrong: sign_flipped
"""you added the step: that climbs"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v) if keep_largest else v
        w = min(1.0, max(-1.0, w + lr * g / u**0.5))
    return w
