# %% right: if_and_else
def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            w = w - lr * (rule(grad(w)) + decay * w)
        else:
            w = w - lr * rule(grad(w) + decay * w)
        path.append(w)
    return path


# %% right: shrink_first
"""The decoupled decay shrinks the weights first, and then the rule moves them."""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        if not decoupled:
            g = g + decay * w
        else:
            w = (1 - lr * decay) * w
        w = w - lr * rule(g)
        path.append(w)
    return path


# %% right: array_of_points
"""An array, filled row by row; the two parts are multiplied by 0 or 1."""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = np.empty((steps + 1, len(w)))
    path[0] = w
    for t in range(steps):
        w = path[t].copy()
        inside, outside = decay * (not decoupled), decay * decoupled
        path[t + 1] = w - lr * np.asarray(rule(np.asarray(grad(w)) + inside * w)) - lr * outside * w
    return path


# %% right: recursive
"""Lists, and the rest of the walk from each point."""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    w = np.asarray(w)
    if steps == 0:
        return [w.tolist()]
    g = grad(w) if decoupled else grad(w) + decay * w
    after = w - lr * rule(g)
    if decoupled:
        after = after - lr * decay * w
    return [w.tolist(), *decaying_walk(rule, grad, after, lr, decay, steps - 1, decoupled)]


# %% right: in_place_on_a_copy
"""In place, on a copy of its own."""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    w = w.copy()
    path = [w.copy()]
    while len(path) <= steps:
        direction = rule(grad(w.copy()) + (0 if decoupled else decay * w))
        w -= lr * direction + (lr * decay * path[-1] if decoupled else 0)
        path += [w.copy()]
    return path


# %% wrong: always_a_penalty
"""this is the penalty: decoupled means"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        w = w - lr * rule(grad(w) + decay * w)
        path.append(w)
    return path


# %% wrong: always_decoupled
"""goes through the rule"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        w = w - lr * (rule(grad(w)) + decay * w)
        path.append(w)
    return path


# %% wrong: cases_swapped
"""this is the penalty: decoupled means"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            w = w - lr * rule(grad(w) + decay * w)
        else:
            w = w - lr * (rule(grad(w)) + decay * w)
        path.append(w)
    return path


# %% wrong: no_decay
"""the decay is missing"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        w = w - lr * rule(grad(w))
        path.append(w)
    return path


# %% wrong: decay_without_the_rate
"""the rate multiplies the decay too"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * rule(g) - decay * w if decoupled else w - lr * rule(g + decay * w)
        path.append(w)
    return path


# %% wrong: grows
"""yours makes them grow"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) - decay * w) if decoupled else w - lr * rule(g - decay * w)
        path.append(w)
    return path


# %% wrong: penalty_subtracted
"""the penalty's slope is added to the gradient"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g - decay * w)
        path.append(w)
    return path


# %% wrong: decay_after_the_move
"""the decay takes the weights before the step"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            w = w - lr * rule(grad(w))
            w = w - lr * decay * w
        else:
            w = w - lr * rule(grad(w) + decay * w)
        path.append(w)
    return path


# %% wrong: decays_towards_the_start
"""nor α times an earlier w"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            w = w - lr * (rule(grad(w)) + decay * path[0])
        else:
            w = w - lr * rule(grad(w) + decay * path[0])
        path.append(w)
    return path


# %% wrong: no_rule
"""the gradient has to go through the rule"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        w = w - lr * (grad(w) + decay * w)
        path.append(w)
    return path


# %% wrong: both_places
"""the decay enters once"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        w = w - lr * (rule(grad(w) + decay * w) + decay * w)
        path.append(w)
    return path


# %% wrong: both_places_when_decoupled
"""the decay enters once"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w) + decay * w
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g)
        path.append(w)
    return path


# %% wrong: brackets_missing
"""put their sum in brackets"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * rule(g) + decay * w if decoupled else w - lr * rule(g + decay * w)
        path.append(w)
    return path


# %% wrong: climbs
"""you added the step"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w + lr * (rule(g) + decay * w) if decoupled else w + lr * rule(g + decay * w)
        path.append(w)
    return path


# %% wrong: half_of_the_decay
"""αw, without a ½"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay / 2 * w) if decoupled else w - lr * rule(g + decay * w)
        path.append(w)
    return path


# %% wrong: half_of_the_penalty
"""the slope of ½αw² is αw"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g + decay / 2 * w)
        path.append(w)
    return path


# %% wrong: penalty_for_its_slope
"""not ½αw²"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g + decay / 2 * w**2)
        path.append(w)
    return path


# %% wrong: twice_the_penalty
"""not 2αw"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g + 2 * decay * w)
        path.append(w)
    return path


# %% wrong: rate_inside_the_rule
"""the rate is outside"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g + lr * decay * w)
        path.append(w)
    return path


# %% wrong: start_missing
"""the path begins with the start"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = []
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g + decay * w)
        path.append(w)
    return path


# %% wrong: last_point_only
"""this is the last point only"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g + decay * w)
        path.append(w)
    return w


# %% wrong: one_step_too_few
"""one step too few"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(1, steps):
        g = grad(w)
        w = w - lr * (rule(g) + decay * w) if decoupled else w - lr * rule(g + decay * w)
        path.append(w)
    return path


# %% wrong: live_array
"""append a copy"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    w = w.copy()
    path = [w]
    for _ in range(steps):
        g = grad(w.copy())
        w -= lr * (rule(g) + decay * w) if decoupled else lr * rule(g + decay * w)
        path.append(w)
    return path


# %% wrong: changes_its_input
"""w was changed by decaying_walk"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w.copy()]
    for _ in range(steps):
        g = grad(w.copy())
        w -= lr * (rule(g) + decay * w) if decoupled else lr * rule(g + decay * w)
        path.append(w.copy())
    return path


# %% wrong: rule_asked_twice
"""ask the rule once in each step"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w) if decoupled else grad(w) + decay * w
        rule(g)
        w = w - lr * (rule(g) + decoupled * decay * w)
        path.append(w)
    return path


# %% wrong: all_gradients_first
"""at the newest point, not at the start"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(path[0]) if decoupled else grad(path[0]) + decay * w
        w = w - lr * (rule(g) + decoupled * decay * w)
        path.append(w)
    return path


# %% wrong: rule_on_the_step
"""decaying_walk of"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        w = w - rule(lr * (grad(w) + decay * w))
        path.append(w)
    return path


# %% wrong: decay_falls_with_the_steps
"""decaying_walk of"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        a = decay / len(path)
        g = grad(w) if decoupled else grad(w) + a * w
        w = w - lr * (rule(g) + decoupled * a * w)
        path.append(w)
    return path


# %% wrong: adam_in_place_of_the_rule
"""decaying_walk of"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    rule = gd.AdamW(decay=decay) if decoupled else gd.Adam()
    slope = grad if decoupled else lambda w: grad(w) + decay * w
    return [point.copy() for _, point in zip(range(steps + 1), gd.descend(slope, w, rule, lr))]


# %% wrong: stops_after_ten
"""decaying_walk of"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(min(steps, 10)):
        g = grad(w) if decoupled else grad(w) + decay * w
        w = w - lr * (rule(g) + decoupled * decay * w)
        path.append(w)
    return path


# %% wrong: first_weight_only
"""decaying_walk of"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        g = grad(w) if decoupled else grad(w) + decay * w
        w = np.append(w[:1] - lr * (rule(g) + decoupled * decay * w)[:1], w[1:])
        path.append(w)
    return path


# %% wrong: fresh_decay_on_the_point_before_the_last
"""nor α times an earlier w"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        old = path[-2] if len(path) > 1 else w
        d = rule(grad(w)) + decay * old if decoupled else rule(grad(w) + decay * old)
        w = w - lr * d
        path.append(w)
    return path


# %% wrong: fresh_penalty_without_the_gradient_when_not_decoupled
"""the rule gets the gradient and the penalty's slope together; the"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        d = rule(grad(w)) + decay * w if decoupled else rule(decay * w)
        w = w - lr * d
        path.append(w)
    return path

# %% wrong: decays_first
"""take the gradient before the weights decay"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            w = w - lr * decay * w
            w = w - lr * rule(grad(w))
        else:
            w = w - lr * rule(grad(w) + decay * w)
        path.append(w)
    return path

# %% wrong: all_multiplied_by_w
"""the decay alone is multiplied by w"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            w = w - lr * (rule(grad(w)) + decay) * w
        else:
            w = w - lr * rule(grad(w) + decay * w)
        path.append(w)
    return path


# %% wrong: no_w_d
"""neither α alone"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            direction = rule(grad(w)) + decay
        else:
            direction = rule(grad(w) + decay * w)
        w = w - lr * direction
        path.append(w)
    return path


# %% wrong: no_w_p
"""neither α alone"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            direction = rule(grad(w)) + decay * w
        else:
            direction = rule(grad(w) + decay)
        w = w - lr * direction
        path.append(w)
    return path


# %% wrong: sq_d
"""αw, not αw²"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            direction = rule(grad(w)) + decay * w**2
        else:
            direction = rule(grad(w) + decay * w)
        w = w - lr * direction
        path.append(w)
    return path


# %% wrong: rule_of_decay
"""this adds up two calls"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            direction = rule(grad(w)) + decay * w
        else:
            direction = rule(grad(w)) + rule(decay * w)
        w = w - lr * direction
        path.append(w)
    return path


# %% wrong: append_before
"""first the step, then the path"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            direction = rule(grad(w)) + decay * w
        else:
            direction = rule(grad(w) + decay * w)
        path.append(w)
        w = w - lr * direction
    return path


# %% wrong: ret_in_loop
"""return after the loop"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        if decoupled:
            direction = rule(grad(w)) + decay * w
        else:
            direction = rule(grad(w) + decay * w)
        w = w - lr * direction
        path.append(w)
        return path


# %% wrong: both_cases_computed
"""asked for both, it remembers both"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        direction = rule(grad(w) + decay * w)
        if decoupled:
            direction = rule(grad(w)) + decay * w
        w = w - lr * direction
        path.append(w)
    return path


# %% wrong: both_cases_computed_and_one_chosen
"""asked for both, it remembers both"""


def decaying_walk(rule, grad, w, lr, decay, steps, decoupled):
    path = [w]
    for _ in range(steps):
        alone, penalised = rule(grad(w)) + decay * w, rule(grad(w) + decay * w)
        w = w - lr * (alone if decoupled else penalised)
        path.append(w)
    return path
