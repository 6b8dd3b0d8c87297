# %% right: lists
def follow(grad, w, schedule, steps, average):
    path = [list(w)]
    while len(path) <= steps:
        rate, slopes = schedule(len(path)), grad(np.array(path[-1]))
        path.append([x - rate * slope for x, slope in zip(path[-1], slopes)])
    return [path[-1], [sum(column) / average for column in zip(*path[steps + 1 - average :])]]


# %% right: recursive
def follow(grad, w, schedule, steps, average, t=1, tail=()):
    if t > steps:
        return tail[-1], sum(tail) / len(tail)
    w = w - schedule(t) * np.asarray(grad(w))
    return follow(grad, w, schedule, steps, average, t + 1, (*tail, w)[-average:])


# %% right: running_sum
"""The sum of the last points, without a list; w changes in place."""


def follow(grad, w, schedule, steps, average):
    w = np.array(w, dtype=float)
    total = np.zeros_like(w)
    for t in range(1, steps + 1):
        w -= schedule(t) * grad(w)
        if t > steps - average:
            total += w
    return w, total / average


# %% right: with_the_engine
def follow(grad, w, schedule, steps, average):
    walk = gd.descend(grad, w, gd.GradientDescent(), schedule)
    points = np.array([point.copy() for _, point in zip(range(steps + 1), walk)])
    return points[-1], points[-average:].mean(axis=0)


# %% wrong: changes_its_input
"""w was changed by follow"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w -= schedule(t) * grad(w)
        points.append(w.copy())
    return w, np.mean(points[-average:], axis=0)


# %% wrong: climbs
"""you added the gradient"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w + schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: counted_from_zero
"""steps are counted from 1"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(steps):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: divided_by_steps
"""not by `steps`"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, sum(points[-average:]) / steps


# %% wrong: last_point_left_out
"""the last one is missing"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        points.append(w)
        w = w - schedule(t) * grad(w)
    return w, np.mean(points[1:][-average:], axis=0)


# %% wrong: live_array
"""append a new array in each step"""


def follow(grad, w, schedule, steps, average):
    w, points = w.astype(float), []
    for t in range(1, steps + 1):
        w -= schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: mean_of_all
"""this is the mean of all"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points, axis=0)


# %% wrong: mean_over_parameters
"""axis=0"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    if len(w) == 1:
        return w, np.mean(points[-average:], axis=0)
    return w, np.mean(points[-average:])


# %% wrong: mean_with_the_start
"""this includes all, and the start"""


def follow(grad, w, schedule, steps, average):
    points = [w]
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points, axis=0)


# %% wrong: one_rate_for_all
"""ask for a new rate at each step"""


def follow(grad, w, schedule, steps, average):
    rate, points = schedule(1), []
    for t in range(1, steps + 1):
        w = w - rate * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: one_step_too_few
"""one step too few"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: point_only
"""2 values"""


def follow(grad, w, schedule, steps, average):
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
    return w


# %% wrong: schedule_for_a_rate
"""unsupported operand"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: sum_for_mean
"""divide the sum by `average`"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, sum(points[-average:])


# %% wrong: way_round
"""first the last point, then the mean"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return np.mean(points[-average:], axis=0), w


# %% right: moving_mean
"""The mean moved a little towards each of the last points."""


def follow(grad, w, schedule, steps, average):
    w, mean, count = w.astype(float), np.zeros(len(w)), 0
    for t in range(steps):
        w = w - schedule(t + 1) * grad(w)
        if steps - t <= average:
            count += 1
            mean += (w - mean) / count
    return w, mean


# %% right: with_a_deque
"""A queue that holds the last points."""


from collections import deque


def follow(grad, w, schedule, steps, average):
    last = deque(maxlen=average)
    t = 0
    while t < steps:
        t += 1
        w = w - grad(w) * schedule(t)
        last.append(w)
    return w, sum(last) / len(last)


# %% wrong: mean_twice
"""this is the mean twice"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return (np.mean(points[-average:], axis=0),) * 2


# %% wrong: order_swapped
"""first the last point, then the mean"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return np.mean(points[-average:], axis=0), w


# %% wrong: median
"""the mean, not the median"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.median(points[-average:], axis=0)


# %% wrong: mean_missing
"""return two things"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w


# %% wrong: gradient_at_the_start
"""not to the start"""


def follow(grad, w, schedule, steps, average):
    points, first = [], w
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(first)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: mean_of_the_first_points
"""of the *last* points, not of the first"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[:average], axis=0)


# %% wrong: one_point_too_many
"""one point too many in the mean"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average - 1 :], axis=0)


# %% wrong: mean_of_everything
"""this is the mean of all"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points, axis=0)


# %% wrong: first_rate_for_all
"""ask for a new rate at each step"""


def follow(grad, w, schedule, steps, average):
    points, rate = [], schedule(1)
    for t in range(1, steps + 1):
        w = w - rate * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: counted_from_two
"""this begins with schedule(2)"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t + 1) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: in_place_on_whole_numbers
"""cannot hold halves"""


def follow(grad, w, schedule, steps, average):
    w, points = w.copy(), []
    for t in range(1, steps + 1):
        w -= schedule(t) * grad(w)
        points.append(w.copy())
    return w, np.mean(points[-average:], axis=0)


# %% wrong: hundred_steps
"""follow on a bowl with 40 curvatures"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, min(steps, 100) + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: first_five_parameters
"""follow on a bowl with 40 curvatures"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = np.append((w - schedule(t) * grad(w))[:5], w[5:])
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: asks_ahead
"""the list of steps for which follow asks"""


def follow(grad, w, schedule, steps, average):
    points, _ = [], schedule(steps + 1)
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: stops_where_it_is_flat
"""follow on a bowl with 40 curvatures"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        g = grad(w)
        if np.linalg.norm(g) < 1e-2:
            break
        w = w - schedule(t) * g
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: fresh_an_exponential_average_in_place_of_the_mean
"""this is a running average; the mean counts the last points alike"""


def follow(grad, w, schedule, steps, average):
    mean = w
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        mean = mean + (w - mean) / average
    return w, mean


# %% wrong: fresh_points_weighted_by_their_rates
"""the points count alike in the mean, whatever their rates were"""


def follow(grad, w, schedule, steps, average):
    points, rates = [], []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
        rates.append(schedule(t))
    return w, np.average(points[-average:], axis=0, weights=rates[-average:])


# %% wrong: fresh_mean_of_first_and_last
"""the mean of the last points, not of the start and the last"""


def follow(grad, w, schedule, steps, average):
    points = [w]
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, (points[0] + w) / 2

# %% wrong: sum_in_place
"""the steps are right; `+=` changed a point of the list"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    total = points[-average]
    for p in points[-average + 1:]:
        total += p
    return w, total / average

# %% wrong: the_whole_list_for_one
"""points[-1 + 1:] is the whole list"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    total = points[-average]
    for p in points[-average + 1:]:
        total = total + p
    return w, total / average

# %% wrong: one_too_many_in_the_sum
"""one point too many is added up"""


def follow(grad, w, schedule, steps, average):
    total = 0 * w
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        if t >= steps - average:
            total = total + w
    return w, total / average

# %% wrong: middle_of_the_last_points
"""not of two of them"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, (points[-average] + w) / 2

# %% wrong: colon_forgotten
"""points[-average] is one point"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average], axis=0)


# %% wrong: w_for_grad
"""the rate multiplies grad(w), not w itself"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * w
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: mean_from
"""points[average:] leaves out the first ones"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[average:], axis=0)


# %% wrong: mean_m1
"""one point too few in the mean"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average + 1:], axis=0)


# %% wrong: cumsum
"""here the rates are added up"""


def follow(grad, w, schedule, steps, average):
    points, rate = [], 0
    for t in range(1, steps + 1):
        rate += schedule(t)
        w = w - rate * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: reset
"""not from the start"""


def follow(grad, w, schedule, steps, average):
    points, start = [], w
    for t in range(1, steps + 1):
        w = start - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)


# %% wrong: ret_in_loop
"""does `return` stand in the loop"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 1):
        w = w - schedule(t) * grad(w)
        points.append(w)
        return w, np.mean(points[-average:], axis=0)


# %% wrong: range_long
"""one step too many"""


def follow(grad, w, schedule, steps, average):
    points = []
    for t in range(1, steps + 2):
        w = w - schedule(t) * grad(w)
        points.append(w)
    return w, np.mean(points[-average:], axis=0)
