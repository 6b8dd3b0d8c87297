# %% right: array_in_place
"""An array of points, filled row by row."""


def adamw(grad, w, lr, decay, steps):
    path = np.zeros((steps + 1, w.size))
    path[0] = w
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(steps):
        g = np.array(grad(path[t].copy()))
        m += 0.1 * (g - m)
        v += 0.001 * (g**2 - v)
        m_hat, v_hat = m / (1 - 0.9 ** (t + 1)), v / (1 - 0.999 ** (t + 1))
        path[t + 1] = path[t] - lr * (m_hat / (v_hat**0.5 + 1e-8) + decay * path[t])
    return path

# %% right: shrink_first
"""The weights shrunk first, then moved."""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = (1 - lr * decay) * w
        w = w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        path.append(w)
    return path

# %% right: weighted_means
"""Adam's step from all gradients so far at each step, as weighted means."""


def adamw(grad, w, lr, decay, steps):
    path, gradients = [w.tolist()], []
    for t in range(1, steps + 1):
        w = np.array(path[-1])
        gradients.append(np.asarray(grad(w)))
        age = np.arange(t)[::-1]
        m = np.average(gradients, axis=0, weights=0.9**age)
        v = np.average(np.square(gradients), axis=0, weights=0.999**age)
        path.append((w - lr * m / (np.sqrt(v) + 1e-8) - lr * decay * w).tolist())
    return path

# %% right: with_the_engine
"""By the engine's rule, and copies."""


def adamw(grad, w, lr, decay, steps):
    path = gd.descend(grad, w, gd.AdamW(decay=decay), lr)
    return [point.copy() for _, point in zip(range(steps + 1), path)]

# %% wrong: brackets_missing
"""put their sum in brackets"""


def adamw(grad, w, lr, decay, steps):
    m = v = np.zeros(len(w))
    path = [w]
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        w = w - lr * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) + decay * w
        path.append(w)
    return path

# %% wrong: changes_its_input
"""w was changed by adamw"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w.copy()], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= lr * (m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) + decay * w)
        path.append(w.copy())
    return path

# %% wrong: correction_forgotten
"""the correction of m and v is missing"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (np.sqrt(v) + 1e-8) + decay * w)
        path.append(w)
    return path

# %% wrong: decay_after_the_move
"""the decay takes the weights before the step"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        w = w - lr * decay * w
        path.append(w)
    return path

# %% wrong: decay_without_the_rate
"""the rate multiplies the decay too"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) - decay * w
        path.append(w)
    return path

# %% wrong: decays_towards_the_start
"""adamw on"""


def adamw(grad, w, lr, decay, steps):
    start, path, m, v = w, [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) + decay * start)
        path.append(w)
    return path

# %% wrong: grows
"""the decay has to shrink the weights"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) - decay * w)
        path.append(w)
    return path

# %% wrong: live_array
"""append a copy"""


def adamw(grad, w, lr, decay, steps):
    w, m, v = w.copy(), 0.0, 0.0
    path = [w]
    for t in range(1, steps + 1):
        g = grad(w)
        m, v = m + 0.1 * (g - m), v + 0.001 * (g**2 - v)
        w -= lr * (m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8) + decay * w)
        path.append(w)
    return path

# %% wrong: no_decay
"""this is Adam, without the decay"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        path.append(w)
    return path

# %% wrong: penalty
"""this is an L2 penalty"""


def adamw(grad, w, lr, decay, steps):
    path, m, v = [w], 0.0, 0.0
    for t in range(1, steps + 1):
        g = grad(w) + decay * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w = w - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        path.append(w)
    return path
