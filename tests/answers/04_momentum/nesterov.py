# %% right: in_place
"""In place, in an array."""


def nesterov(grad, w, lr, beta, steps):
    path = np.tile(w, (steps + 1, 1))
    v = np.zeros(len(w))
    for t in range(1, steps + 1):
        v *= beta
        v += grad(path[t - 1] - lr * v)
        path[t] = path[t - 1] - lr * v
    return path

# %% right: last_two_points
"""Without a velocity, from the last two points."""


def nesterov(grad, w, lr, beta, steps):
    path = [w, w]
    for _ in range(steps):
        ahead = path[-1] + beta * (path[-1] - path[-2])
        path.append(ahead - lr * grad(ahead))
    return path[1:]

# %% right: with_the_engine
"""From the engine's points ahead, back to the ball: w = ahead + ηβv."""


def nesterov(grad, w, lr, beta, steps):
    rule, ahead = gd.Nesterov(beta), w.copy()
    state = rule.init(ahead)
    path = [w.tolist()]
    for t in range(1, steps + 1):
        ahead = ahead - rule.step(grad(ahead), state, t, lr, ahead)
        path.append((ahead + lr * beta * state["v"]).tolist())
    return path

# %% wrong: average_for_accumulator
"""this is the average form"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + (1 - beta) * grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: beta_missing
"""the β is missing"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - lr * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: changes_its_input
"""w was changed by nesterov"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w.copy()], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - lr * beta * v)
        w -= lr * v
        path.append(w.copy())
    return path

# %% wrong: heavy_ball
"""this is the heavy ball"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: looks_back
"""you looked back"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w + lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: points_ahead
"""this is the path of the points ahead"""


def nesterov(grad, w, lr, beta, steps):
    path = gd.descend(grad, w, gd.Nesterov(beta), lr)
    return [point.copy() for _, point in zip(range(steps + 1), path)]

# %% wrong: rate_missing
"""the rate is missing"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: returns_nothing
"""a `return` is missing"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)

# %% wrong: steps_from_ahead
"""the step goes from w, not from the point ahead"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        ahead = w - lr * beta * v
        v = beta * v + grad(ahead)
        w = ahead - lr * v
        path.append(w)
    return path

# %% wrong: the_form_of_frameworks
"""this is the path of the points ahead"""

def nesterov(grad, w, lr, beta, steps):
    path, v = [w], 0
    for _ in range(steps):
        g = grad(w)
        v = beta * v + g
        w = w - lr * (g + beta * v)
        path.append(w)
    return path

# %% wrong: one_step_too_many
"""one step too many"""

def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps + 1):
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: one_step_too_few
"""one step too few"""

def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps - 1):
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: same_array_again
"""all points of the path are the same array"""

def nesterov(grad, w, lr, beta, steps):
    w = w.copy()
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - lr * beta * v)
        w -= lr * v
        path.append(w)
    return path

# %% right: by_differences
def nesterov(grad, w, lr, beta, steps):
    path = [w]
    for t in range(steps):
        ahead = path[t] + (beta * (path[t] - path[t - 1]) if t else 0)
        path.append(ahead - lr * grad(ahead))
    return path


# %% wrong: beta_of_its_own
"""β is the argument, and the same in every step"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for t in range(1, steps + 1):
        beta = t / (t + 3)
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: velocity_kept_whole
"""counts for β of itself in the new one"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        ahead = w - lr * beta * v
        v = v + grad(ahead)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: gradient_of_the_start
"""the gradient is always that of the start"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(path[0])
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: appends_before_the_step
"""append it after the step"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - lr * beta * v)
        path.append(w)
        w = w - lr * v
    return path

# %% wrong: the_gradient_at_w_as_well
"""with the gradient ahead"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w)
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: beta_for_both
"""not the new gradient as well"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * (v + grad(w - lr * beta * v))
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: old_point_stays
"""has to be brought up to date"""


def nesterov(grad, w, lr, beta, steps):
    path, old = [w], w
    for _ in range(steps):
        ahead = w + beta * (w - old)
        w = ahead - lr * grad(ahead)
        path.append(w)
    return path

# %% wrong: rate_forgotten
"""the learning rate is missing in the step"""


def nesterov(grad, w, lr, beta, steps):
    path, v = [w], np.zeros_like(w)
    for _ in range(steps):
        v = beta * v + grad(w - lr * beta * v)
        w = w - v
        path.append(w)
    return path

# %% wrong: fourth_ahead_too_early
"""ahead has to be worked out first"""


def nesterov(grad, w, lr, beta, steps):
    path = [w]
    v = np.zeros_like(w)
    ahead = w
    for _ in range(steps):
        v = beta * v + grad(ahead)
        ahead = w - lr * beta * v
        w = w - lr * v
        path.append(w)
    return path
