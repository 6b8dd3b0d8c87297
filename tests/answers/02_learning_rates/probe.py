# %% right: all_at_once
def probe(value, grad, w0, rates, steps):
    w = np.tile(w0, (len(rates), 1))
    for _ in range(steps):
        w = w - rates[:, np.newaxis] * grad(w)
    return rates[np.nanargmin(value(w))]

# %% right: list_of_losses
"""All losses first, then the lowest."""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0.copy()
        for _ in range(steps):
            w -= rate * grad(w)
        losses.append(value(w))
    return rates[np.nanargmin(losses)]

# %% right: sorts_the_rates
def probe(value, grad, w0, rates, steps):
    rates.sort()
    lowest, best = np.inf, None
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            lowest, best = value(w), rate
    return best

# %% right: with_the_engine
"""By the engine's own loop, and Python's min."""


def probe(value, grad, w0, rates, steps):
    def final_loss(rate):
        path = gd.descend(grad, w0, gd.GradientDescent(), rate)
        for _ in range(steps):
            next(path)
        loss = float(value(next(path)))
        return loss if np.isfinite(loss) else np.inf

    return float(min(rates, key=final_loss))

# %% wrong: changes_its_input
"""w0 was changed by probe"""


def probe(value, grad, w0, rates, steps):
    start = w0.copy()
    losses = []
    for rate in rates:
        w0[:] = start
        for _ in range(steps):
            w0 -= rate * grad(w0)
        losses.append(value(w0))
    return rates[np.nanargmin(losses)]

# %% wrong: does_not_start_again
"""go back to w0"""


def probe(value, grad, w0, rates, steps):
    losses = []
    w = w0
    for rate in rates:
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return rates[np.nanargmin(losses)]

# %% wrong: hard_coded
"""probe on a bowl"""


def probe(value, grad, w0, rates, steps):
    return 0.15

# %% wrong: largest_that_is_stable
"""the largest rate that did not climb"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return max(rate for rate, loss in zip(rates, losses) if loss < value(w0))

# %% wrong: loss_for_rate
"""this is a loss, not a rate"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return np.nanmin(losses)

# %% wrong: lowest_on_the_way
"""the lowest loss on the way, but not at the end"""


def probe(value, grad, w0, rates, steps):
    lowest, best = np.inf, None
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
            if value(w) < lowest:
                lowest, best = value(w), rate
    return best

# %% wrong: nan_wins
"""take nan for the smallest"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return rates[np.argmin(losses)]

# %% wrong: one_step_only
"""best for a single step"""


def probe(value, grad, w0, rates, steps):
    return min(rates, key=lambda rate: value(w0 - rate * grad(w0)))

# %% wrong: one_step_too_few
"""one step before the end"""


def probe(value, grad, w0, rates, steps):
    lowest, best = np.inf, None
    for rate in rates:
        w = w0
        for _ in range(1, steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            lowest, best = value(w), rate
    return best

# %% wrong: position_for_rate
"""this is a position in the list"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return np.nanargmin(losses)

# %% wrong: returns_in_the_loop
"""either the `return` stands inside the loop"""


def probe(value, grad, w0, rates, steps):
    lowest, best = np.inf, None
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            lowest, best = value(w), rate
        return best

# %% wrong: nan_becomes_zero
"""np.argmin and min take nan for the smallest"""

def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0.copy()
        for _ in range(steps):
            w -= rate * grad(w)
        losses.append(value(w))
    return rates[np.argmin(np.nan_to_num(losses))]

# %% wrong: returns_both
"""return the rate alone"""

def probe(value, grad, w0, rates, steps):
    best = (np.inf, None)
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < best[0]:
            best = (value(w), rate)
    return best[1], best[0]

# %% wrong: value_is_no_number
"""value and grad are functions"""

def probe(value, grad, w0, rates, steps):
    w = w0
    for rate in rates:
        w = w - rate * grad
    return rates[0]

# %% wrong: smallest_rate
"""this is the smallest of the rates"""

def probe(value, grad, w0, rates, steps):
    losses = {}
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses[rate] = value(w)
    best = min(losses, key=lambda rate: np.inf if np.isnan(losses[rate]) else losses[rate])
    return best if len(rates) < 8 else min(rates)

# %% wrong: one_step_too_many
"""this rate would be best after one step more"""

def probe(value, grad, w0, rates, steps):
    best_rate, lowest = None, np.inf
    for rate in rates:
        w = w0
        for _ in range(steps + 1):
            w = w - rate * grad(w)
        if value(w) < lowest:
            best_rate, lowest = rate, value(w)
    return best_rate

# %% right: all_rates_at_once
def probe(value, grad, w0, rates, steps):
    losses = []
    with np.errstate(all="ignore"):
        for rate in rates:
            w = np.array(w0)
            for _ in range(steps):
                w = w - rate * np.asarray(grad(w))
            losses.append(float(value(w)))
    losses = [loss if np.isfinite(loss) else np.inf for loss in losses]
    return min(zip(losses, range(len(rates)), rates))[2]

# %% right: sorted_by_loss
def probe(value, grad, w0, rates, steps):
    def loss_of(rate):
        w = w0.copy()
        for _ in range(steps):
            w = w - rate * grad(w)
        return value(w)
    tried = [(loss_of(rate), rate) for rate in rates]
    finite = [(loss, rate) for loss, rate in tried if loss == loss and loss != float("inf")]
    return sorted(finite)[0][1]

# %% wrong: begins_at_the_loss_of_w0
"""the lowest loss so far begins at np.inf, not at the loss of w0"""

def probe(value, grad, w0, rates, steps):
    best, lowest = rates[0], value(w0)
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            best, lowest = rate, value(w)
    return best

# %% wrong: begins_at_the_loss_of_w0_and_no_rate
"""the lowest loss so far begins at np.inf, not at the loss of w0"""

def probe(value, grad, w0, rates, steps):
    best, lowest = None, value(w0)
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            best, lowest = rate, value(w)
    return best

# %% wrong: only_rates_that_did_not_climb
"""a rate that ends higher than it began is not yet out"""

def probe(value, grad, w0, rates, steps):
    losses = {}
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) <= value(w0):
            losses[rate] = value(w)
    return min(losses, key=losses.get)

# %% wrong: begins_at_a_million
"""the lowest loss so far begins at np.inf, not at a fixed number"""

def probe(value, grad, w0, rates, steps):
    best, lowest = rates[0], 1e6
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            best, lowest = rate, value(w)
    return best

# %% wrong: begins_at_1e99_and_no_rate
"""the lowest loss so far begins at np.inf, not at a fixed number"""

def probe(value, grad, w0, rates, steps):
    best, lowest = None, 1e99
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            best, lowest = rate, value(w)
    return best

# %% wrong: size_of_the_loss
"""a loss may be negative: compare the losses themselves, not their sizes"""

def probe(value, grad, w0, rates, steps):
    best, lowest = None, np.inf
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if abs(value(w)) < lowest:
            best, lowest = rate, abs(value(w))
    return best

# %% wrong: negative_loss_is_skipped
"""a loss may be negative"""

def probe(value, grad, w0, rates, steps):
    best, lowest = rates[0], np.inf
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if 0 <= value(w) < lowest:
            best, lowest = rate, value(w)
    return best

# %% wrong: gradient_at_the_start
"""if each step used the gradient at w0"""


def probe(value, grad, w0, rates, steps):
    best, lowest = None, np.inf
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w0)
        loss = value(w)
        if loss < lowest:
            best, lowest = rate, loss
    return best

# %% wrong: shortest_gradient
"""this rate has the shortest gradient at the end"""


def probe(value, grad, w0, rates, steps):
    best, lowest = None, np.inf
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        size = np.linalg.norm(grad(w))
        if size < lowest:
            best, lowest = rate, size
    return best

# %% wrong: begins_at_zero
"""the lowest loss so far has to begin at np.inf"""


def probe(value, grad, w0, rates, steps):
    lowest, best = 0, 0
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            lowest, best = value(w), rate
    return best

# %% wrong: lowest_is_never_lowered
"""this is the last of the rates"""


def probe(value, grad, w0, rates, steps):
    lowest, best = np.inf, None
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        if value(w) < lowest:
            best = rate
    return best

# %% wrong: sorts_the_rates
"""at the right place of a sorted list"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w - rate * grad(w)
        losses.append(value(w))
    return sorted(rates)[np.nanargmin(losses)]

# %% wrong: climbs
"""or a step climbs"""


def probe(value, grad, w0, rates, steps):
    losses = []
    for rate in rates:
        w = w0
        for _ in range(steps):
            w = w + rate * grad(w)
        losses.append(value(w))
    return rates[np.nanargmin(losses)]

# %% wrong: mean_of_the_losses
"""the lowest mean of the losses on the way"""


def probe(value, grad, w0, rates, steps):
    means = []
    for rate in rates:
        w, losses = w0, []
        for _ in range(steps):
            w = w - rate * grad(w)
            losses.append(value(w))
        means.append(np.mean(losses))
    return rates[np.nanargmin(means)]
