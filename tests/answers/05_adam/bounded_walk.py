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


# %% right: index_by_index
"""By index, with if for the bounds."""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w, v, largest = 0.0, 0.0, 0.0
    for t in range(len(gradients)):
        g = gradients[t]
        v = beta2 * v + (1 - beta2) * g * g
        largest = max(largest, v)
        w -= rates[t] * g / (largest if keep_largest else v) ** 0.5
        if w > 1:
            w = 1
        if w < -1:
            w = -1
    return w


# %% right: arrays
"""Arrays for numbers, and maximum.accumulate."""


def bounded_walk(gradients, rates, beta2, keep_largest):
    g = np.asarray(gradients)
    v, all_v = 0.0, []
    for square in g**2:
        v += (1 - beta2) * (square - v)
        all_v.append(v)
    u = np.maximum.accumulate(all_v) if keep_largest else np.array(all_v)
    w = np.zeros(1)
    for step in np.asarray(rates) * g / np.sqrt(u):
        w = np.clip(w - step, -1.0, 1.0)
    return w[0]


# %% wrong: shares_swapped
"""β₂ and 1 − β₂ have changed places"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = (1 - beta2) * v + beta2 * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: path_returned
"""return the last w alone"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w, v, u, path = 0.0, 0.0, 0.0, []
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
        path.append(w)
    return path


# %% wrong: rate_missing
"""the rate is missing"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - g / np.sqrt(u), -1, 1)
    return w


# %% wrong: adagrad
"""this adds up the squares, as AdaGrad does"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = v + g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: v_comes_too_late
"""this one divides by the v before it"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = u = 0.0
    v = (1 - beta2) * gradients[0] ** 2
    for t, (g, lr) in enumerate(zip(gradients, rates)):
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
        v = beta2 * v + (1 - beta2) * g**2 if t else v
    return w


# %% wrong: last_gradient_left_out
"""one gradient too few"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients[:-1], rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: sign_only
"""g/√v is not g/|g|"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * np.sign(g), -1, 1)
    return w


# %% wrong: first_rate_for_all
"""this takes the first for all"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    rates = [rates[0]] * len(gradients)
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: last_rate_for_all
"""this takes the last for all"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    rates = [rates[-1]] * len(gradients)
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: averages_from_the_largest
"""the average itself goes on from v"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * max(u, v) + (1 - beta2) * g**2 if keep_largest else beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: bounded_above_only
"""after each step w is brought back to [−1, 1]"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = min(w - lr * g / np.sqrt(u), 1)
    return w


# %% wrong: bounded_to_zero_and_one
"""bounded_walk with"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), 0, 1)
    return w


# %% wrong: stops_at_the_bound
"""bounded_walk with"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
        if abs(w) == 1:
            break
    return w


# %% wrong: hundred_steps
"""bounded_walk with 400"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients[:100], rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: rates_as_one_number
"""bounded_walk fails with"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, [1] * len(gradients)):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - rates * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: fresh_the_step_is_bounded_not_w
"""after each step w is brought back to [−1, 1]"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = w - np.clip(lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: fresh_returns_a_tuple_of_w_and_v
"""return w alone, a number"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w, v

# %% wrong: skips_zeros
"""where the gradient is 0, w stays, but v forgets all the same"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        if g == 0:
            continue
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w

# %% wrong: zip_swapped
"""have gradients and rates changed places"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for lr, g in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w

# %% wrong: bounded_before_the_step
"""after its step, and not before it"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = largest = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        largest = max(largest, v) if keep_largest else v
        w = np.clip(w, -1, 1) - lr * g / np.sqrt(largest)
    return w


# %% wrong: v_acc
"""the new square counts for 1 − β₂ of itself, not in full"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: v_start1
"""v starts at 0, not at 1"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = u = 0.0
    v = 1.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: no_div
"""√u is missing below the line"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g, -1, 1)
    return w


# %% wrong: clip_back
"""this stays where it was before"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        new = w - lr * g / np.sqrt(u)
        w = new if -1 <= new <= 1 else w
    return w


# %% wrong: clip_low
"""this has no bound above"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = max(-1, w - lr * g / np.sqrt(u))
    return w


# %% wrong: max_two
"""this takes that of the last two"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = old = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(old, v) if keep_largest else v
        old = v
        w = np.clip(w - lr * g / np.sqrt(u), -1, 1)
    return w


# %% wrong: half
"""** comes before /"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for g, lr in zip(gradients, rates):
        v = beta2 * v + (1 - beta2) * g**2
        u = max(u, v) if keep_largest else v
        w = np.clip(w - lr * g / u**1/2, -1, 1)
    return w
