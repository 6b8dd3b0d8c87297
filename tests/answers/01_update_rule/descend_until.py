# %% right: as_lists
def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.linalg.norm(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return [list(w), steps]

# %% right: copy_in_place
"""A copy, changed in place; a list is returned."""


def descend_until(grad, w, lr, tolerance, max_steps):
    w = np.array(w)
    for steps in range(max_steps + 1):
        g = np.asarray(grad(w))
        if steps == max_steps or g @ g <= tolerance**2:
            return [list(w), steps]
        w -= lr * g

# %% right: while
"""A while loop."""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    g = grad(w)
    while np.sqrt(np.sum(g**2)) > tolerance and steps < max_steps:
        w = w - lr * g
        g = grad(w)
        steps += 1
    return w, steps

# %% right: with_the_engine
def descend_until(grad, w, lr, tolerance, max_steps):
    for steps, point in enumerate(gd.descend(grad, w, gd.GradientDescent(), lr)):
        if steps == max_steps or np.linalg.norm(grad(point)) <= tolerance:
            return point.copy(), steps

# %% wrong: absolute_sum
"""without their signs"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.sum(np.abs(grad(w))) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: changes_its_input
"""w was changed by descend_until"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps
        w -= lr * grad(w)
    return w, max_steps

# %% wrong: forgets_the_steps
"""2 values"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for _ in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            break
        w = w - lr * grad(w)
    return w

# %% wrong: ignores_the_budget
"""level or not, and this goes on until"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while np.linalg.norm(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: largest_component
"""you stopped by the largest component"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and max(abs(grad(w))) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: length_of_the_step
"""by the length of the step"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while np.linalg.norm(lr * grad(w)) > tolerance and steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: looks_after_the_step
"""before the first step"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        w = w - lr * grad(w)
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps + 1
    return w, max_steps

# %% wrong: loop_variable
"""all max_steps steps were taken"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            break
        w = w - lr * grad(w)
    return w, steps

# %% wrong: no_return_at_the_end
"""a `return` is missing"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps
        w = w - lr * grad(w)

# %% wrong: not_at_equality
"""`at most` includes equality"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.linalg.norm(grad(w)) >= tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: one_dimension_only
"""The truth value of an array"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and abs(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: one_step_too_many
"""one step too many"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps:
        g = grad(w)
        w = w - lr * g
        steps += 1
        if np.linalg.norm(g) <= tolerance:
            break
    return w, steps

# %% wrong: point_only
"""return the number of steps as well"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.linalg.norm(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w

# %% wrong: root_of_the_mean
"""the root of the mean of the squares"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.sqrt(np.mean(grad(w) ** 2)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: squared_length
"""take the root"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while np.sum(grad(w) ** 2) > tolerance and steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: sum_of_components
"""they have signs, and can cancel"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while abs(np.sum(grad(w))) > tolerance and steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: way_round
"""the other way round"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while steps < max_steps and np.linalg.norm(grad(w)) > tolerance:
        w = w - lr * grad(w)
        steps += 1
    return steps, w

# %% wrong: one_step_in_any_case
"""max_steps = 0 allows none"""

def descend_until(grad, w, lr, tolerance, max_steps):
    g, steps = grad(w), 0
    while np.linalg.norm(g) > tolerance:
        w = w - lr * g
        g = grad(w)
        steps += 1
        if steps >= max_steps:
            break
    return w, steps

# %% wrong: at_most_150_steps
"""take steps until the length is at most the tolerance"""

def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(min(max_steps, 150)):
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps
        w = w - lr * grad(w)
    return w, min(max_steps, 150)

# %% wrong: the_gradient_is_called_without_w
"""grad is a function"""

def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad) <= tolerance:
            return w, steps
        w = w - lr * grad
    return w, max_steps

# %% wrong: nothing_moves
"""nothing moved"""

def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            return w, steps
        w - lr * grad(w)
    return w, max_steps

# %% wrong: steps_alone
"""this is the number of steps"""

def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(grad(w)) <= tolerance:
            break
        w = w - lr * grad(w)
    return steps

# %% wrong: compares_an_array
"""compare the length, one number"""

def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.abs(grad(w)) <= tolerance:
            return w, steps
        w = w - lr * grad(w)
    return w, max_steps

# %% right: with_hypot
def descend_until(grad, w, lr, tolerance, max_steps):
    steps, g = 0, grad(w)
    while sum(component**2 for component in g) ** 0.5 > tolerance and steps != max_steps:
        w, steps = w - lr * g, steps + 1
        g = grad(w)
    return w, steps

# %% right: as_a_float32_free_recursion
def descend_until(grad, w, lr, tolerance, max_steps, taken=0):
    for _ in range(max_steps - taken):
        g = grad(w)
        if np.sqrt(np.dot(g, g)) <= tolerance:
            break
        w, taken = np.add(w, -lr * g), taken + 1
    return w, taken

# %% wrong: stale_gradient
"""each step uses the gradient of the start"""


def descend_until(grad, w, lr, tolerance, max_steps):
    g = grad(w)
    steps = 0
    while np.linalg.norm(g) > tolerance and steps < max_steps:
        w = w - lr * g
        steps += 1
    return w, steps

# %% wrong: length_of_the_point
"""(not that of w)"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        if np.linalg.norm(w) <= tolerance:
            return w, steps
        w = w - lr * grad(w)
    return w, max_steps

# %% wrong: gradient_one_step_late
"""each step uses the gradient of the point before"""


def descend_until(grad, w, lr, tolerance, max_steps):
    g = grad(w)
    steps = 0
    while np.linalg.norm(g) > tolerance and steps < max_steps:
        new = w - lr * g
        g = grad(w)
        w = new
        steps += 1
    return w, steps

# %% wrong: or_instead_of_and
"""go on only while the gradient is long and steps are left"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 0
    while np.linalg.norm(grad(w)) > tolerance or steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps

# %% wrong: mean_of_components
"""you stopped by the mean of the components without their signs"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        g = grad(w)
        if np.mean(np.abs(g)) <= tolerance:
            return w, steps
        w = w - lr * g
    return w, max_steps

# %% wrong: last_return_in_the_loop
"""only one step was taken"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            return w, steps
        w = w - lr * g
        return w, max_steps

# %% wrong: without_the_rate
"""the learning rate is missing"""


def descend_until(grad, w, lr, tolerance, max_steps):
    for steps in range(max_steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            return w, steps
        w = w - g
    return w, max_steps

# %% wrong: the_whole_walk
"""these are all the points of the walk"""


def descend_until(grad, w, lr, tolerance, max_steps):
    walk = [w]
    for steps in range(max_steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            return walk, steps
        w = w - lr * g
        walk.append(w)
    return walk, max_steps

# %% wrong: counts_from_one_and_takes_one_fewer
"""the number of steps is one too many"""


def descend_until(grad, w, lr, tolerance, max_steps):
    steps = 1
    while np.linalg.norm(grad(w)) > tolerance and steps < max_steps:
        w = w - lr * grad(w)
        steps += 1
    return w, steps
