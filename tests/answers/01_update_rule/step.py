# %% right: as_a_list
def step(w, g, lr):
    return (np.asarray(w) - lr * np.asarray(g)).tolist()

# %% right: copy_then_in_place
"""A copy, then in place."""

import copy

def step(w, g, lr):
    new = copy.copy(w)
    new -= lr * g
    return new

# %% right: in_a_loop
"""Number by number, returned as a list."""


def step(w, g, lr):
    if np.ndim(w) == 0:
        return w - lr * g
    return [step(w_i, g_i, lr) for w_i, g_i in zip(w, g)]

# %% right: in_float32
"""In single precision."""


def step(w, g, lr):
    return np.asarray(w, dtype=np.float32) - np.float32(lr) * np.asarray(g, dtype=np.float32)

# %% right: one_line
"""As in the chapter."""


def step(w, g, lr):
    return w - lr * g

# %% wrong: adds_up_all_slopes
"""each parameter has its own"""


def step(w, g, lr):
    return w - lr * np.sum(g)

# %% wrong: changes_its_input
"""w was changed by step"""


def step(w, g, lr):
    w -= lr * g
    return w

# %% wrong: changes_the_gradient
"""g was changed by step"""


def step(w, g, lr):
    g *= lr
    return w - g

# %% wrong: hard_coded
"""these are the numbers of the example above"""


def step(w, g, lr):
    return 5.5 if np.ndim(w) == 0 else np.array([0.0, -2.05])

# %% wrong: normalised
"""only the sign of the gradient is used"""


def step(w, g, lr):
    return w - lr * g / np.linalg.norm(g)

# %% wrong: numbers_only
"""this moves the first parameter only"""


def step(w, g, lr):
    return float(np.ravel(w)[0] - lr * np.ravel(g)[0])

# %% wrong: only_the_move
"""this is how far the step goes"""


def step(w, g, lr):
    return lr * g

# %% wrong: rate_twice
"""the learning rate, 0.5, comes in once"""


def step(w, g, lr):
    direction = lr * g
    return w - lr * direction

# %% wrong: returns_nothing
"""a `return` is missing"""


def step(w, g, lr):
    w = w - lr * g

# %% wrong: sign_flipped
"""you added the gradient: that climbs"""


def step(w, g, lr):
    return w + lr * g

# %% wrong: all_parameters_go_the_length_of_the_gradient
"""all parameters go equally far"""

def step(w, g, lr):
    return w - lr * np.linalg.norm(g) * np.sign(g)

# %% wrong: one_item_after_another
"""do all of w at once, not one item after another"""

def step(w, g, lr):
    return [wi - lr * gi for wi, gi in zip(w, g)]

# %% wrong: first_two_parameters_only
"""only some of the parameters have moved"""

def step(w, g, lr):
    new = np.array(w, dtype=float)
    if new.ndim == 0:
        return new - lr * g
    new.flat[:2] -= lr * np.ravel(g)[:2]
    return new

# %% wrong: cut_at_length_eleven
"""step("""

def step(w, g, lr):
    w, g = np.asarray(w, float), np.array(g, float)
    if w.ndim == 1:
        g[11:] = 0
    return w - lr * g

# %% wrong: brackets
"""mind the brackets"""

def step(w, g, lr):
    return (w - g) * lr

# %% right: with_subtract
def step(w, g, lr):
    return np.subtract(w, np.multiply(lr, g))

# %% right: by_the_engine
def step(w, g, lr):
    rule = gd.GradientDescent()
    w, g = np.asarray(w, dtype=float), np.asarray(g, dtype=float)
    return w - lr * rule.direction(g, rule.init(w), 1, w)


# %% wrong: length_of_the_slope
"""where the slope is negative the step goes up"""


def step(w, g, lr):
    return w - lr * abs(g)

# %% wrong: copy_of_a_number
"""nothing that belongs to arrays, such as copy()"""


def step(w, g, lr):
    new = w.copy()
    new -= lr * g
    return new

# %% wrong: the_wrong_way_round
"""it is the other way round"""


def step(w, g, lr):
    return lr * g - w
