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
"""the components of the gradient, not at its length"""


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
"""does it go on when no kick is left"""


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


# %% right: list_of_kicks_left
"""The kicks that are left, in a list."""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    left = [np.array(kick) for kick in kicks]
    for _ in range(steps):
        g = np.asarray(grad(w))
        if left and np.sqrt(g @ g) <= tolerance:
            w = w + left.pop(0)
        else:
            w = w - lr * g
    return w, len(kicks) - len(left)


# %% right: while_with_continue
"""A while loop with continue."""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    w, used, step = np.array(w, dtype=float), 0, 0
    while step < steps:
        step += 1
        g = grad(w)
        if used < len(kicks) and not np.linalg.norm(g) > tolerance:
            w, used = w + kicks[used], used + 1
            continue
        w = w - lr * g
    return w, np.int64(used)


# %% wrong: kick_subtracted
"""a kick is added, not subtracted"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w - kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: kick_from_the_start
"""not from the start"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used, start = 0, w
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = start + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: kicks_left
"""not of those that are left"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, len(kicks) - used


# %% wrong: number_of_steps
"""not that of the steps"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, steps


# %% wrong: order_swapped
"""first the point, then the number of kicks"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return used, w


# %% wrong: climbs
"""you added the gradient"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w + lr * g
    return w, used


# %% wrong: rate_missing
"""the rate is missing"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - g
    return w, used


# %% wrong: kicks_where_it_is_steep
"""you kicked where it is long"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) >= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: strictly_below
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


# %% wrong: length_of_the_step
"""you looked at the length of the step"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(lr * g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: sum_of_components
"""their sum, which can cancel"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.sum(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: largest_component_in_size
"""the components of the gradient, not at its length"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.max(np.abs(g)) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: mean_component
"""or at the mean of the components"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.mean(np.abs(g)) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: one_step_too_few
"""one step too few"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(1, steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: kick_without_looking
"""look whether there is one"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: one_kick_only
"""use all the kicks that are needed"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < min(len(kicks), 1):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: all_kicks_at_once
"""descend_with_kicks on ½(x² − y²)"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used:].sum(axis=0)
            used = len(kicks)
        else:
            w = w - lr * g
    return w, used


# %% wrong: kick_drawn_at_random
"""descend_with_kicks on ½(x² − y²)"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + np.random.normal(size=len(w)) * 0.1
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: hundred_steps
"""along a flat ridge"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(min(steps, 100)):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: at_least_one_kick
"""descend_with_kicks fails with IndexError"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used, first = 0, kicks[0]
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + (kicks[used] if used else first)
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: used_kicks_set_to_zero
"""kicks was changed by descend_with_kicks"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            kicks[used] = 0
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: fresh_kicks_made_to_length_1
"""a kick is added as it is, whatever its length; do not make it to"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used] / np.linalg.norm(kicks[used])
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: kicks_come_round_again
"""each kick is used once; when none is left"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance:
            w = w + kicks[used % len(kicks)]
            used += 1
        else:
            w = w - lr * g
    return w, used

# %% wrong: last_kick_first
"""the first kick is kicks[0]"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    left = list(kicks)
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and left:
            w = w + left.pop()
        else:
            w = w - lr * g
    return w, len(kicks) - len(left)

# %% wrong: in_place_on_a_copy
"""on an array of whole numbers cannot hold halves"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    w, used = w.copy(), 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w += kicks[used]
            used += 1
        else:
            w -= lr * g
    return w, used


# %% wrong: pop
"""than the number of all kicks that were given"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[0]
            kicks = kicks[1:]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: no_incr
"""here used stays 0"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
        else:
            w = w - lr * g
    return w, used


# %% wrong: kick_and_step_before
"""here both come in one step"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w - lr * g + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: set_kick
"""here it takes its place"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: w_len
"""you looked at the length of w"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(w) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: ret_len
"""not of all that there are"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if np.linalg.norm(g) <= tolerance and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, len(kicks)


# %% wrong: alls
"""the components of the gradient, not at its length"""


def descend_with_kicks(grad, w, lr, steps, tolerance, kicks):
    used = 0
    for _ in range(steps):
        g = grad(w)
        if (g <= tolerance).all() and used < len(kicks):
            w = w + kicks[used]
            used += 1
        else:
            w = w - lr * g
    return w, used


# %% wrong: lt
"""<= and not <"""


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
