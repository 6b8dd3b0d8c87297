# %% right: as_one_sum
"""The recursion solved: start and errors, each with the factors of the steps after it."""


def noisy_descent(start, lr, curvature, noise):
    factor = 1 - lr * curvature
    later = factor ** np.arange(len(noise))[::-1]
    return start * factor ** len(noise) - lr * later @ noise

# %% right: in_place
"""One array, changed in place."""


def noisy_descent(start, lr, curvature, noise):
    steps, walkers = noise.shape
    w = start * np.ones(walkers)
    for t in range(steps):
        w -= lr * (curvature * w + noise[t])
    return w

# %% right: walker_by_walker
"""One walker after the other."""


def noisy_descent(start, lr, curvature, noise):
    ends = []
    for column in noise.T:
        w = start
        for error in column:
            w = w - lr * (curvature * w + error)
        ends.append(w)
    return ends

# %% right: with_the_engine
"""With the engine's loop and a gradient that errs."""


def noisy_descent(start, lr, curvature, noise):
    errors = iter(noise)
    walkers = np.full((noise.shape[1], 1), float(start))
    path = gd.descend(
        lambda w: curvature * w + next(errors)[:, np.newaxis], walkers, gd.GradientDescent(), lr
    )
    return next(w for t, w in enumerate(path) if t == len(noise))[:, 0]

# %% wrong: changes_its_input
"""noise was changed by noisy_descent"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    noise *= lr
    for error in noise:
        w = w - lr * curvature * w - error
    return w

# %% wrong: curvature_one
"""the curvature is missing"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w - lr * (w + error)
    return w

# %% wrong: error_on_the_weight
"""so the rate multiplies it"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w - lr * curvature * w + error
    return w

# %% wrong: error_without_the_rate
"""the rate multiplies the whole gradient, the error too"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w - lr * curvature * w - error
    return w

# %% wrong: hard_coded
"""noisy_descent("""


def noisy_descent(start, lr, curvature, noise):
    return np.array([-0.375, -1.0])

# %% wrong: last_step_missing
"""this stops one too soon"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise[:-1]:
        w = w - lr * (curvature * w + error)
    return w

# %% wrong: one_error_for_all
"""each walker has its own error"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w - lr * (curvature * w + error.mean())
    return w

# %% wrong: same_error_in_each_step
"""each step has its own row of errors"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for _ in noise:
        w = w - lr * (curvature * w + noise[0])
    return w

# %% wrong: sign_flipped
"""you added the gradient: that climbs"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w + lr * (curvature * w + error)
    return w

# %% wrong: whole_numbers
"""an array of whole numbers cuts off what follows the point"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], start)
    for error in noise:
        w[:] = w - lr * (curvature * w + error)
    return w

# %% wrong: whole_path
"""this is the whole path"""


def noisy_descent(start, lr, curvature, noise):
    path = [np.full(noise.shape[1], float(start))]
    for error in noise:
        path.append(path[-1] - lr * (curvature * path[-1] + error))
    return path

# %% wrong: all_errors_at_once
"""later steps shrink the earlier errors too"""

def noisy_descent(start, lr, curvature, noise):
    return start * (1 - lr * curvature) ** len(noise) - lr * noise.sum(axis=0)

# %% wrong: begins_at_one
"""all walkers begin at `start`, not at 1"""

def noisy_descent(start, lr, curvature, noise):
    w = np.ones(noise.shape[1])
    for error in noise:
        w = w - lr * (curvature * w + error)
    return w

# %% wrong: begins_at_zero
"""all walkers begin at `start`, not at 0"""

def noisy_descent(start, lr, curvature, noise):
    w = np.zeros(noise.shape[1])
    for error in noise:
        w = w - lr * (curvature * w + error)
    return w

# %% wrong: two_walkers
"""there is a walker for each column of noise"""

def noisy_descent(start, lr, curvature, noise):
    w = start * np.ones(2)
    for error in noise:
        w = w - lr * (curvature * w + error[:2])
    return w

# %% wrong: mean_of_the_walkers
"""this is the mean of the walkers"""

def noisy_descent(start, lr, curvature, noise):
    w = start * np.ones(noise.shape[1])
    for error in noise:
        w = w - lr * (curvature * w + error)
    return w.mean()

# %% wrong: error_subtracted
"""the errors are subtracted from the gradient"""

def noisy_descent(start, lr, curvature, noise):
    w = start * np.ones(noise.shape[1])
    for error in noise:
        w = w - lr * (curvature * w - error)
    return w

# %% right: one_walker_after_another
def noisy_descent(start, lr, curvature, noise):
    ends = []
    for errors in noise.T:
        w = start
        for error in errors:
            w -= lr * (curvature * w + error)
        ends.append(w)
    return ends

# %% right: with_reduce
from functools import reduce

def noisy_descent(start, lr, curvature, noise):
    return reduce(lambda w, e: w - lr * (curvature * w + e), noise, np.full(noise.shape[1], 1.0 * start))

# %% wrong: first_row_skipped
"""the first row of noise is left out"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for t in range(1, len(noise)):
        w = w - lr * (curvature * w + noise[t])
    return w

# %% wrong: always_from_the_start
"""the gradient is that of the start in each step"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for row in noise:
        w = w - lr * (curvature * start + row)
    return w

# %% wrong: last_row_first
"""the last row of noise came first"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for t in range(len(noise)):
        w = w - lr * (curvature * w + noise[t - 1])
    return w

# %% wrong: halves_the_curvature
"""without the ½"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w - lr * (curvature * w / 2 + error)
    return w

# %% wrong: errors_of_the_position
"""it is the gradient that errs"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w + error
        w = w - lr * curvature * w
    return w

# %% wrong: sums_the_gradients
"""not the sum of all so far"""


def noisy_descent(start, lr, curvature, noise):
    w, gradient = np.full(noise.shape[1], float(start)), 0
    for error in noise:
        gradient = gradient + curvature * w + error
        w = w - lr * gradient
    return w

# %% wrong: goes_on_where_the_last_ended
"""began where the one before it ended"""


def noisy_descent(start, lr, curvature, noise):
    w, ends = start, []
    for errors in noise.T:
        for error in errors:
            w = w - lr * (curvature * w + error)
        ends.append(w)
    return np.array(ends)

# %% wrong: losses
"""these are losses"""


def noisy_descent(start, lr, curvature, noise):
    w = np.full(noise.shape[1], float(start))
    for error in noise:
        w = w - lr * (curvature * w + error)
    return curvature * w**2 / 2
