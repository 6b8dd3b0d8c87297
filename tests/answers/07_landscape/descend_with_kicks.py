# %% right: copy_in_place
"""A copy, changed in place; a list is returned."""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    w, used, taken = np.array(w, dtype=float), 0, 0
    while taken < steps:
        g = grad(w)
        level = np.sqrt(np.sum(g**2)) <= tolerance
        if level and used < len(kicks):
            w += kicks[used]
            used += 1
        else:
            w -= lr * g
        taken += 1
    return [w.tolist(), used]

# %% right: for_loop_over_an_iterator
def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    waiting = list(kicks)
    for _ in range(steps):
        g = np.asarray(grad(w))
        if waiting and g @ g <= tolerance**2:
            w = w + waiting.pop(0)
        else:
            w = w - lr * g
    return w, len(kicks) - len(waiting)

# %% right: recursive
def descend_with_kicks(grad, w, lr, steps, tolerance, kicks, used=0):
    if steps == 0:
        return w, used
    g = grad(w)
    if np.linalg.norm(g) > tolerance or len(kicks) == 0:
        return descend_with_kicks(grad, w - lr * g, lr, steps - 1, tolerance, kicks, used)
    return descend_with_kicks(grad, w + kicks[0], lr, steps - 1, tolerance, kicks[1:], used + 1)

# %% wrong: always_the_first
"""use the kicks in their order"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[0]
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: changes_its_input
"""w was changed by descend_with_kicks"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w += kicks[used]
            used += 1
        else:
            w -= lr * g
    return w, used

# %% wrong: counted_from_one
"""the first kick is kicks[0]"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used + 1 < len(kicks):
            used += 1
            w = w + kicks[used]
        else:
            w = w - lr * g
    return w, used

# %% wrong: kick_and_step
"""do not take a gradient step as well"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        if np.linalg.norm(grad(w)) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        w = w - lr * grad(w)
    return w, used

# %% wrong: kick_times_the_rate
"""without the rate"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + lr * kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: kicks_cost_no_step
"""a kick takes one of the steps"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        while np.linalg.norm(grad(w)) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        w = w - lr * grad(w)
    return w, used

# %% wrong: largest_component
"""the largest component"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.abs(g).max() <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: no_kicks
"""without kicks it stays on the ridge"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    for _ in range(steps):
        w = w - lr * grad(w)
    return w, 0

# %% wrong: not_at_equality
"""`at most` includes equality"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) < tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: point_only
"""return the number of kicks as well"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w

# %% wrong: runs_out_of_kicks
"""index 2 is out of bounds"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps + 20):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: squared_length
"""take the root"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if g @ g <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: stops_without_kicks
"""when no kick is left, go on descending"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            if used == len(kicks):
                break
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used
