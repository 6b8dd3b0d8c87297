# %% right: in_a_loop
"""A loop, one coordinate at a time."""


def numeric_gradient(f, w):
    gradient = np.empty(len(w))
    for i in range(len(w)):
        ahead, behind = w.copy(), w.copy()
        ahead[i] += 6e-6
        behind[i] -= 6e-6
        gradient[i] = (f(ahead) - f(behind)) / (ahead[i] - behind[i])
    return gradient

# %% right: one_call_for_each_end
"""All points at once, as the rows of two matrices."""


def numeric_gradient(f, w, h=3e-6):
    moves = h * np.identity(w.size)
    ahead, behind = (np.apply_along_axis(f, 1, w + sign * moves) for sign in (1, -1))
    return (ahead - behind) / (2 * h)

# %% right: puts_back
"""Moves w itself, and puts the old value back."""


def numeric_gradient(f, w):
    h = 1e-5
    gradient = []
    for i, old in enumerate(w.copy()):
        w[i] = old + h
        ahead = f(w)
        w[i] = old - h
        behind = f(w)
        w[i] = old
        gradient.append((ahead - behind) / (2 * h))
    return gradient

# %% wrong: all_coordinates_at_once
"""all coordinates were moved at once"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h) - f(w - h)) / (2 * h) for _ in w])

# %% wrong: divided_by_h
"""you divided by h; the two points are 2h apart"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) - f(w - h * e)) / h for e in np.eye(len(w))])

# %% wrong: h_too_large
"""it has to be smaller, 6e-6"""


def numeric_gradient(f, w):
    h = 0.1
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])

# %% wrong: h_too_small
"""too small drowns in rounding"""


def numeric_gradient(f, w):
    h = 1e-12
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])

# %% wrong: hard_coded
"""random cubic function"""


def numeric_gradient(f, w):
    return np.array([12.75, 4.5])

# %% wrong: leaves_w_moved
"""w was changed by numeric_gradient"""


def numeric_gradient(f, w):
    h = 6e-6
    gradient = []
    for i in range(len(w)):
        w[i] += h
        ahead = f(w)
        w[i] -= 2 * h
        behind = f(w)
        w[i] += h
        gradient.append((ahead - behind) / (2 * h))
    return np.array(gradient)

# %% wrong: name_for_copy
"""`a = w` is no copy"""


def numeric_gradient(f, w):
    h, gradient = 6e-6, np.zeros(len(w))
    for i in range(len(w)):
        ahead, behind = w, w
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient

# %% wrong: no_brackets
"""write a / (2 * h)"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) - f(w - h * e)) / 2 * h for e in np.eye(len(w))])

# %% wrong: not_moved_back
"""each coordinate has to be moved back"""


def numeric_gradient(f, w):
    h, gradient, move = 6e-6, [], np.zeros(len(w))
    for i in range(len(w)):
        move[i] = h
        gradient.append((f(w + move) - f(w - move)) / (2 * h))
    return np.array(gradient)

# %% wrong: one_sided
"""a one-sided difference"""


def numeric_gradient(f, w):
    h = 1e-8
    return np.array([(f(w + h * e) - f(w)) / h for e in np.eye(len(w))])

# %% wrong: returns_in_the_loop
"""either the `return` stands inside the loop"""


def numeric_gradient(f, w):
    h, gradient = 6e-6, np.zeros(len(w))
    for i in range(len(w)):
        move = np.zeros(len(w))
        move[i] = h
        gradient[i] = (f(w + move) - f(w - move)) / (2 * h)
        return gradient

# %% wrong: hat_for_a_power
"""is no power in Python"""


def numeric_gradient(f, w):
    h = 6 * 10 ^ -6
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])

# %% wrong: sum_of_the_partials
"""not their sum"""


def numeric_gradient(f, w):
    h = 6e-6
    return sum((f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w)))

# %% wrong: two_coordinates_only
"""could not be broadcast"""


def numeric_gradient(f, w):
    h = 6e-6
    x, y = np.array([h, 0]), np.array([0, h])
    return np.array([f(w + x) - f(w - x), f(w + y) - f(w - y)]) / (2 * h)

# %% wrong: whole_numbers
"""a whole-number array cuts off"""


def numeric_gradient(f, w):
    h, gradient = 6e-6, np.zeros(len(w), dtype=int)
    for i, e in enumerate(np.eye(len(w))):
        gradient[i] = (f(w + h * e) - f(w - h * e)) / (2 * h)
    return gradient

# %% wrong: h_as_a_share_of_w
"""h is a step of its own"""

def numeric_gradient(f, w):
    h, gradient = 6e-6, np.zeros(len(w))
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] *= 1 + h
        down[i] *= 1 - h
        with np.errstate(invalid="ignore"):
            gradient[i] = (f(up) - f(down)) / np.float64(2 * h * w[i])
    return gradient

# %% wrong: for_two_coordinates
"""of which there may be any number"""

def numeric_gradient(f, w):
    h = 6e-6
    x, y = w
    return np.array([
        (f(np.array([x + h, y])) - f(np.array([x - h, y]))) / (2 * h),
        (f(np.array([x, y + h])) - f(np.array([x, y - h]))) / (2 * h),
    ])

# %% wrong: puts_back_nearly
"""the same to the digits shown, but not to the last one"""

def numeric_gradient(f, w):
    h, gradient = 6e-6, []
    for i in range(len(w)):
        w[i] += h
        ahead = f(w)
        w[i] -= 2 * h
        behind = f(w)
        w[i] += h
        gradient.append((ahead - behind) / (2 * h))
    w += 3e-16
    return np.array(gradient)

# %% wrong: one_number_at_a_time
"""f wants an array of all the coordinates"""

def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(float(each) + h) - f(float(each) - h)) / (2 * h) for each in w])

# %% wrong: in_reverse_order
"""the coordinates come in reverse order"""

def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])[::-1]

# %% wrong: its_length
"""this is the length of the gradient"""

def numeric_gradient(f, w):
    h = 6e-6
    return np.linalg.norm([(f(w + h * e) - f(w - h * e)) / (2 * h) for e in np.eye(len(w))])

# %% right: as_a_tuple
def numeric_gradient(f, w):
    h = 6e-6
    moves = [h * e for e in np.eye(len(w))]
    return tuple((f(w + move) - f(w - move)) / (2 * h) for move in moves)

# %% right: with_fromiter
def numeric_gradient(f, w):
    def slope(i):
        up, down = np.array(w), np.array(w)
        up[i], down[i] = w[i] + 6e-6, w[i] - 6e-6
        return (f(up) - f(down)) / 12e-6
    return np.fromiter(map(slope, range(len(w))), float)

# %% wrong: half_a_step_each_way
"""the two points are only h apart"""


def numeric_gradient(f, w):
    h = 6e-6
    result = []
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = h / 2
        result.append((f(w + e) - f(w - e)) / (2 * h))
    return np.array(result)

# %% wrong: one_sided_over_two_h
"""the two points are only h apart"""


def numeric_gradient(f, w):
    h = 6e-6
    return [(f(w + h * e) - f(w)) / (2 * h) for e in np.eye(len(w))]

# %% wrong: difference_without_brackets
"""put the difference in brackets"""


def numeric_gradient(f, w):
    h = 6e-6
    return [f(w + h * e) - f(w - h * e) / (2 * h) for e in np.eye(len(w))]

# %% wrong: adds_the_two_values
"""the two values are added"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) + f(w - h * e)) / (2 * h) for e in np.eye(len(w))])

# %% wrong: behind_in_all_coordinates
"""at one of the two points all coordinates were moved"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) - f(w - h)) / (2 * h) for e in np.eye(len(w))])

# %% wrong: divided_by_two
"""you divided by 2; the two points are 2h apart"""


def numeric_gradient(f, w):
    h = 6e-6
    return np.array([(f(w + h * e) - f(w - h * e)) / 2 for e in np.eye(len(w))])

# %% wrong: sets_the_coordinate
"""coordinate i is set to h and to −h"""


def numeric_gradient(f, w):
    h = 6e-6
    gradient = np.zeros(len(w))
    for i in range(len(w)):
        ahead, behind = w.copy(), w.copy()
        ahead[i], behind[i] = h, -h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient

# %% wrong: a_share_of_the_coordinate
"""move by h itself"""


def numeric_gradient(f, w):
    h = 6e-6
    gradient = np.zeros(len(w))
    for i in range(len(w)):
        ahead, behind = w.copy(), w.copy()
        ahead[i] *= 1 + h
        behind[i] *= 1 - h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient

# %% wrong: fourth_unit_vector
"""here it moves by 1"""


def numeric_gradient(f, w):
    h = 6e-6
    g = np.zeros(len(w))
    for i in range(len(w)):
        e = np.zeros(len(w))
        e[i] = 1
        g[i] = (f(w + e) - f(w - e)) / (2 * h)
    return g
