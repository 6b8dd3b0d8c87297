# %% right: array
"""The path as an array, filled row by row."""


def heavy_ball(grad, w, rates, beta):
    path = np.empty((len(rates) + 1, len(w)))
    path[0] = w
    velocity = 0
    for t, rate in enumerate(rates):
        velocity = beta * velocity + grad(path[t])
        path[t + 1] = path[t] - rate * velocity
    return path

# %% right: in_place
"""In place on copies."""


def heavy_ball(grad, w, rates, beta):
    w = w.copy()
    v = np.zeros_like(w)
    path = [w.copy()]
    for lr in rates:
        v *= beta
        v += grad(w)
        w -= lr * v
        path.append(w.copy())
    return path

# %% right: number_by_number
"""Lists of numbers."""


def heavy_ball(grad, w, rates, beta):
    path, v = [list(w)], [0.0] * len(w)
    for lr in rates:
        g = grad(np.array(path[-1]))
        v = [beta * v_i + g_i for v_i, g_i in zip(v, g)]
        path.append([w_i - lr * v_i for w_i, v_i in zip(path[-1], v)])
    return path

# %% right: weighted_sum
"""The velocity as the sum of all gradients so far, with their weights."""


def heavy_ball(grad, w, rates, beta):
    path, gradients = [w], []
    for lr in rates:
        gradients.append(grad(path[-1]))
        v = sum(beta**age * g for age, g in enumerate(reversed(gradients)))
        path.append(path[-1] - lr * v)
    return path

# %% wrong: average_for_accumulator
"""this is the average form"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + (1 - beta) * grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: beta_on_both
"""not the new gradient as well"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * (v + grad(w))
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: beta_on_the_gradient
"""β multiplies the old velocity, not the new gradient"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = v + beta * grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: changes_its_input
"""w was changed by heavy_ball"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w.copy()], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w -= lr * v
        path.append(w.copy())
    return path

# %% wrong: hard_coded
"""heavy_ball on a bowl"""


def heavy_ball(grad, w, rates, beta):
    return np.array([[4.0], [2.0], [-0.5], [-1.3125]])

# %% wrong: last_point_missing
"""the last point is missing"""


def heavy_ball(grad, w, rates, beta):
    v = np.zeros(len(w))
    path = []
    for lr in rates:
        path.append(w)
        v = beta * v + grad(w)
        w = w - lr * v
    return path

# %% wrong: last_point_only
"""this is the last point only"""


def heavy_ball(grad, w, rates, beta):
    v = np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
    return w

# %% wrong: live_array
"""append a copy"""


def heavy_ball(grad, w, rates, beta):
    w = w.copy()
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w -= lr * v
        path.append(w)
    return path

# %% wrong: nesterov
"""which is Nesterov's rule"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w - lr * beta * v)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: no_memory
"""this is gradient descent"""


def heavy_ball(grad, w, rates, beta):
    path = [w]
    for lr in rates:
        v = np.zeros_like(w)
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: one_minus_beta
"""you kept 1 − β"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = (1 - beta) * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: rate_inside
"""the rate multiplies the whole velocity"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + lr * grad(w)
        w = w - v
        path.append(w)
    return path

# %% wrong: sign_flipped
"""you added the velocity: that climbs"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w = w + lr * v
        path.append(w)
    return path

# %% wrong: start_left_out
"""the path begins with the start"""


def heavy_ball(grad, w, rates, beta):
    path, v = [], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: starts_with_the_gradient
"""the velocity starts at 0"""


def heavy_ball(grad, w, rates, beta):
    v = grad(w)
    path = [w]
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: step_before_velocity
"""first the velocity, then the step"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        g = grad(w)
        w = w - lr * v
        v = beta * v + g
        path.append(w)
    return path

# %% wrong: velocity_kept_whole
"""the velocity is kept whole"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: gradient_of_the_start
"""the gradient is always that of the start"""

def heavy_ball(grad, w, rates, beta):
    path, v, g = [w], np.zeros_like(w), grad(w)
    for lr in rates:
        v = beta * v + g
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: velocities_for_points
"""these are the velocities"""

def heavy_ball(grad, w, rates, beta):
    v = np.zeros_like(w)
    velocities = [v]
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        velocities.append(v)
    return velocities

# %% wrong: beta_of_the_example
"""β is an argument"""

def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    beta = 0.75 if len(rates) == 3 else 0.9
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: returns_in_the_loop
"""only one step was taken"""

def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
        return path
    return path

# %% wrong: three_steps_at_most
"""there are as many steps as rates"""

def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates[:3]:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: gradient_without_brackets
"""grad is a function"""

def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad
        w = w - lr * v
        path.append(w)
    return path

# %% right: by_the_last_update
def heavy_ball(grad, w, rates, beta):
    path, last = [w], None
    for lr in rates:
        w_next = path[-1] - lr * grad(path[-1])
        if last is not None:
            w_next = w_next + beta * (path[-1] - path[-2]) * lr / last
        path.append(w_next)
        last = lr
    return np.array(path)


# %% wrong: gradient_one_step_late
"""this gradient is that of the point before the last step"""


def heavy_ball(grad, w, rates, beta):
    path, v, g = [w], np.zeros_like(w), grad(w)
    for lr in rates:
        v = beta * v + g
        g = grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: beta_to_the_t
"""this multiplies by βᵗ"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for t, lr in enumerate(rates, start=1):
        v = beta**t * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: beta_to_the_t_from_zero
"""counted from t = 0"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for t, lr in enumerate(rates):
        v = beta**t * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: the_gradient_once_more
"""which counts the new gradient twice"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        g = grad(w)
        v = beta * v + g
        w = w - lr * (g + beta * v)
        path.append(w)
    return path

# %% wrong: corrected_average
"""this is Adam's corrected average"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for t, lr in enumerate(rates, start=1):
        v = beta * v + (1 - beta) * grad(w)
        w = w - lr * v / (1 - beta**t)
        path.append(w)
    return path

# %% wrong: rate_forgotten
"""the learning rate is missing"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for _ in rates:
        v = beta * v + grad(w)
        w = w - v
        path.append(w)
    return path

# %% wrong: goes_back
"""and not back"""


def heavy_ball(grad, w, rates, beta):
    path, old = [w], w
    for lr in rates:
        w, old = w - lr * grad(w) - beta * (w - old), w
        path.append(w)
    return path

# %% wrong: takes_the_point_for_the_gradient
"""this takes w itself for the gradient"""


def heavy_ball(grad, w, rates, beta):
    path, v = [w], np.zeros_like(w)
    for lr in rates:
        v = beta * v + w
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: appends_to_an_array
"""an array has no append"""


def heavy_ball(grad, w, rates, beta):
    path, v = w, np.zeros_like(w)
    for lr in rates:
        v = beta * v + grad(w)
        w = w - lr * v
        path.append(w)
    return path

# %% wrong: fourth_flat_path
"""a point is an array"""


def heavy_ball(grad, w, rates, beta):
    path = np.zeros(len(rates) + 1)
    path[0] = w
    v = 0
    for t, lr in enumerate(rates):
        v = beta * v + grad(w)
        w = w - lr * v
        path[t + 1] = w
    return path
