# %% right: by_a_loop
def steepest(grad, w, u, iterations):
    h, u = 1e-4, np.array(u) / np.sqrt(np.sum(u**2))
    for _ in range(iterations + 1):
        Hu = (grad(w + h * u) - grad(w - h * u)) / (2 * h)
        curvature, direction = np.dot(u, Hu), u
        u = Hu / np.linalg.norm(Hu)
    return float(curvature), direction


# %% right: float32
def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for turn in range(iterations + 1):
        Hu = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        if turn < iterations:
            u = Hu / np.linalg.norm(Hu)
    return np.float32(u @ Hu), np.float32(u)


# %% right: other_sign
"""A list for the direction, with the other sign."""


def steepest(grad, w, u, iterations):
    def product(v):
        return (np.asarray(grad(w - 1e-4 * v)) - np.asarray(grad(w + 1e-4 * v))) / 2e-4

    u = -u / np.linalg.norm(u)
    for _ in range(iterations):
        u = product(u)
        u /= np.linalg.norm(u)
    return [-(u @ product(u)), list(u)]


# %% right: whole_hessian
"""The whole Hessian, one column at a time, and powers of it."""


def steepest(grad, w, u, iterations):
    H = np.array([(grad(w + 1e-4 * e) - grad(w - 1e-4 * e)) / 2e-4 for e in np.eye(len(w))])
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = H @ u / np.linalg.norm(H @ u)
    return u @ H @ u, u


# %% wrong: at_the_origin
"""those at w, not those at 0"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (grad(1e-4 * u) - grad(-1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u @ (grad(1e-4 * u) - grad(-1e-4 * u)) / 2e-4, u


# %% wrong: brackets_missing
"""put 2*h in brackets"""


def steepest(grad, w, u, iterations):
    h = 1e-4
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        Hu = (grad(w + h * u) - grad(w - h * u)) / 2 * h
        u = Hu / np.linalg.norm(Hu)
    return u @ (grad(w + h * u) - grad(w - h * u)) / 2 * h, u


# %% wrong: changes_its_input
"""u was changed by steepest"""


def steepest(grad, w, u, iterations):
    u /= np.linalg.norm(u)
    for _ in range(iterations):
        u[:] = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u /= np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, u


# %% wrong: curvature_only
"""the number of values that steepest returns"""


def steepest(grad, w, u, iterations):
    return gd.sharpness(grad, w)


# %% wrong: direction_not_normalised
"""return u and not Hu"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations + 1):
        Hu = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        curvature = u @ Hu
        u = Hu / np.linalg.norm(Hu)
    return curvature, Hu


# %% wrong: divided_by_h
"""divide by 2h, not by h"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 1e-4
        u = u / np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 1e-4, u


# %% wrong: hard_coded
"""the curvature at a point with curvatures"""


def steepest(grad, w, u, iterations):
    return 3.0, np.array([0.5, 0.5]) ** 0.5


# %% wrong: largest_in_value
"""the largest in value"""


def steepest(grad, w, u, iterations):
    H = np.array([(grad(w + 1e-4 * e) - grad(w - 1e-4 * e)) / 2e-4 for e in np.eye(len(w))])
    values, vectors = np.linalg.eigh((H + H.T) / 2)
    return values[-1], vectors[:, -1]


# %% wrong: not_made_to_length_one
"""make u to length 1 at the beginning"""


def steepest(grad, w, u, iterations):
    for _ in range(iterations):
        u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, u


# %% wrong: not_repeated
"""this is u after one iteration"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
    u = u / np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, u


# %% wrong: sign_lost
"""the length of Hu"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        Hu = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = Hu / np.linalg.norm(Hu)
    return np.linalg.norm((grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4), u


# %% wrong: the_direction_given
"""the direction that you were given"""


def steepest(grad, w, u, iterations):
    start = u / np.linalg.norm(u)
    u = start
    for _ in range(iterations):
        u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, start


# %% wrong: way_round
"""first the curvature, then the direction"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u, u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4


# %% right: rayleigh_quotient
"""Without a length of 1 on the way; a quotient at the end."""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = np.array(u, dtype=float)
    for _ in range(iterations):
        u = times(u / np.linalg.norm(u))
    u = u / np.linalg.norm(u)
    return (u @ times(u)) / (u @ u), u


# %% right: while_loop
"""With a counter, as a list."""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    count = 0
    u = [number / np.sqrt(sum(x * x for x in u)) for number in u]
    while count < iterations:
        Hu = times(np.array(u))
        u = Hu / np.sqrt(np.sum(np.square(Hu)))
        count += 1
    return [np.sum(np.array(u) * times(np.array(u))), u]


# %% wrong: hessian_and_eigh
"""after so few iterations u has not got there"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    if iterations == 0:
        u = u / np.linalg.norm(u)
        return u @ times(u), u
    values, vectors = np.linalg.eigh(np.array([times(e) for e in np.eye(len(w))]))
    place = np.argmax(abs(values))
    return values[place], vectors[:, place]


# %% wrong: always_eighty_iterations
"""after so few iterations u has not got there"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(80 if iterations else 0):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: curvature_of_the_step_before
"""this belongs to u before the last iteration"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    curvature = u @ times(u)
    for _ in range(iterations):
        Hu = times(u)
        curvature = u @ Hu
        u = Hu / np.linalg.norm(Hu)
    return curvature, u


# %% wrong: direction_one_further
"""the curvature and the direction belong to the same u"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    Hu = times(u)
    return u @ Hu, Hu / np.linalg.norm(Hu) if iterations else u


# %% wrong: one_iteration_too_many
"""one iteration too many"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations + (iterations > 0)):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: length_for_the_curvature
"""the length of Hu"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return np.linalg.norm(times(u)), u


# %% wrong: squared_curvature
"""the curvature of ½ w·Hw"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return times(u) @ times(u), u


# %% wrong: one_sided_difference
"""the curvature at a point"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-2 * u) - grad(w)) / 1e-2

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: difference_through_zero
"""those at w, not those at 0"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(1e-4 * u) - grad(-1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: gradient_descent_on_u
"""this is the direction of the smallest curvature"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = u - 0.1 * times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: divided_by_the_sum
"""np.outer(u, u)"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.sum(u)
    return u @ times(u) / (u @ u), u


# %% wrong: divided_by_the_largest
"""np.outer(u, u)"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.abs(u).max()
    return u @ times(u) / (u @ u), u


# %% wrong: starts_from_random
"""the curvature after 0 iterations"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = np.random.default_rng(0).normal(size=len(w))
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: two_coordinates
"""steepest fails with ValueError"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    a, b = u
    u = np.array([a, b]) / np.hypot(a, b)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: moves_w
"""w was changed by steepest"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for turn in range(iterations + 1):
        w += 1e-4 * u
        ahead = grad(w.copy())
        w -= 2e-4 * u
        Hu = (ahead - grad(w.copy())) / 2e-4
        w += 1e-4 * u + 1e-9
        if turn < iterations:
            u = Hu / np.linalg.norm(Hu)
    return u @ Hu, u


# %% wrong: fresh_divided_by_the_squared_length
"""after each product divide by the length, ‖Hu‖, not by its square"""


def steepest(grad, w, u, iterations):
    def times(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / (u @ u)
    return u @ times(u), u


# %% wrong: one_sided_with_the_same_h
"""this is a one-sided difference"""


def steepest(grad, w, u, iterations):
    h, g = 1e-4, grad(w)
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (grad(w + h * u) - g) / h
        u = u / np.linalg.norm(u)
    return u @ (grad(w + h * u) - g) / h, u


# %% wrong: one_sided_backwards
"""this is a one-sided difference"""


def steepest(grad, w, u, iterations):
    h, g = 1e-4, grad(w)
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (g - grad(w - h * u)) / h
        u = u / np.linalg.norm(u)
    return u @ (g - grad(w - h * u)) / h, u


# %% wrong: one_sided_with_a_smaller_h
"""take the difference of the gradients at w + hu and at w − hu"""


def steepest(grad, w, u, iterations):
    h, g = 1e-6, grad(w)
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (grad(w + h * u) - g) / h
        u = u / np.linalg.norm(u)
    return u @ (grad(w + h * u) - g) / h, u

# %% wrong: curvature_of_the_last_but_one
"""this belongs to u before the last iteration"""


def steepest(grad, w, u, iterations):
    h = 1e-4
    u = u / np.linalg.norm(u)
    curvature = 0.0
    for _ in range(iterations):
        Hu = (grad(w + h * u) - grad(w - h * u)) / (2 * h)
        curvature = u @ Hu
        u = Hu / np.linalg.norm(Hu)
    return curvature, u

# %% wrong: ratio_of_the_first_components
"""the ratio of the first numbers of Hu and u"""


def steepest(grad, w, u, iterations):
    h = 1e-4
    def product(u):
        return (grad(w + h * u) - grad(w - h * u)) / (2 * h)
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        Hu = product(u)
        u = Hu / np.linalg.norm(Hu)
    return product(u)[0] / u[0], u

# %% wrong: mean_ratio
"""the mean ratio of the numbers of Hu and u"""


def steepest(grad, w, u, iterations):
    def times_hessian(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times_hessian(u)
        u = u / np.linalg.norm(u)
    return np.mean(times_hessian(u) / u), u

# %% wrong: in_place_on_a_copy
"""on an array of whole numbers cannot hold fractions"""


def steepest(grad, w, u, iterations):
    def times_hessian(u):
        return (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4

    u = u.copy()
    u /= np.linalg.norm(u)
    for _ in range(iterations):
        u = times_hessian(u)
        u /= np.linalg.norm(u)
    return u @ times_hessian(u), u


# %% wrong: old_length
"""not by that of the u before"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return (grad(w + h * u) - grad(w - h * u)) / (2 * h)

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u) / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: norm_1
"""not the sum of its numbers"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return (grad(w + h * u) - grad(w - h * u)) / (2 * h)

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.abs(u).sum()
    return u @ times(u), u


# %% wrong: norm_inf
"""not its largest number"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return (grad(w + h * u) - grad(w - h * u)) / (2 * h)

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.abs(u).max()
    return u @ times(u), u


# %% wrong: no_norm_loop
"""u grows with each product"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return (grad(w + h * u) - grad(w - h * u)) / (2 * h)

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
    return u @ times(u), u


# %% wrong: swap
"""the other way round"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return (grad(w - h * u) - grad(w + h * u)) / (2 * h)

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: grad_u
"""this takes the gradient at u for Hu"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return grad(u)

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: grad_wu
"""h is 10⁻⁴"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return (grad(w + u) - grad(w - u)) / 2

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u


# %% wrong: add
"""and not u + Hu"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def times(u):
        return (grad(w + h * u) - grad(w - h * u)) / (2 * h)

    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = u + times(u)
        u = u / np.linalg.norm(u)
    return u @ times(u), u

# %% wrong: fourth_stale_product
"""the Hu of"""


def steepest(grad, w, u, iterations):
    h = 1e-4

    def product(u):
        return (grad(w + h * u) - grad(w - h * u)) / (2 * h)

    u = u / np.linalg.norm(u)
    Hu = product(u)
    for _ in range(iterations):
        Hu = product(u)
        u = Hu / np.linalg.norm(Hu)
    return u @ Hu, u
