# %% right: by_turning_points
"""Counts the turning points, and asks for the settings last."""


def diagnose(losses, best, batch, beta, schedule):
    y = (np.array(losses, dtype=float) - best) / (losses[0] - best)
    if np.isnan(y).any() or np.isinf(y).any() or y.argmax() == y.size - 1:
        return "diverging"
    moves = np.diff(y)[np.abs(np.diff(y)) > 0.002]
    turns = np.count_nonzero(np.sign(moves[1:]) != np.sign(moves[:-1]))
    if turns > 5 and np.ptp(y[-y.size // 4 :]) > 0.03:
        if batch:
            return "minibatch noise"
        if not beta:
            return "oscillating"
    if turns and beta and not batch:
        return "momentum ringing"
    if y[-5:].mean() < 0.05:
        return "good"
    if not schedule.startswith("constant"):
        return "decayed too early"
    return "ill-conditioned plateau" if (1 - y[len(y) // 3]) > 0.6 * (1 - y[-1]) else "too small"

# %% right: in_loops
"""Step by step, with plain loops; nan is what is not equal to itself."""


def diagnose(losses, best, batch, beta, schedule):
    losses = [float(loss) for loss in losses]
    for loss in losses:
        if loss != loss or abs(loss) == float("inf"):
            return "diverging"
    if losses[-1] > 1.01 * losses[0]:
        return "diverging"
    scaled = [(loss - best) / (losses[0] - best) for loss in losses]
    half = len(scaled) // 2
    ups = sum(b > a + 0.01 for a, b in zip(scaled, scaled[1:]))
    if batch is not None:
        late = scaled[half:]
        return "minibatch noise" if max(late) - min(late) > 0.04 else "good"
    if ups >= 3:
        return "oscillating" if beta == 0 else "momentum ringing"
    if scaled[-1] < 0.06:
        return "good"
    if "constant" not in schedule:
        return "decayed too early"
    first_half, second_half = scaled[0] - scaled[half], scaled[half] - scaled[-1]
    return "too small" if first_half < 3 * second_half else "ill-conditioned plateau"

# %% right: settings_first
"""Asks for the settings first, then looks."""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses, dtype=float)
    if np.isnan(losses).sum() + np.isinf(losses).sum() or np.all(losses[-1] >= losses):
        return "diverging"
    unit = losses[0] - best
    rest = (losses[-len(losses) // 3 :] - best) / unit
    if batch:
        return "good" if rest.std() < 0.01 else "minibatch noise"
    rises = np.count_nonzero(np.diff(losses) > 0.005 * unit)
    if rises > 4:
        return "momentum ringing" if beta > 0 else "oscillating"
    if rest[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    middle = losses[len(losses) // 2]
    return "ill-conditioned plateau" if losses[0] - middle > 4 * (middle - losses[-1]) else "too small"

# %% wrong: always_good
"""it is still on its way"""


def diagnose(losses, best, batch, beta, schedule):
    return "good"

# %% wrong: any_rise_is_divergence
"""stay within bounds oscillate"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or np.any(np.diff(losses) > 0):
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: blind_to_nan
"""not finite first"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: fixed_thresholds
"""compare with the fall"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if losses[-1] - best < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: forgets_the_batch
"""the pattern repeats"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: forgets_the_best_loss
"""A good run levels off at the best loss"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if late[0] - late[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: forgets_the_momentum
"""momentum takes many steps for a wave"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: forgets_the_schedule
"""nothing moves any more"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: learnt_by_heart
"""not right often enough"""


def diagnose(losses, best, batch, beta, schedule):
    second_loss = {
        0.997: "too small",
        0.9: "good",
        0.8: "oscillating",
        1.011: "diverging",
        1.022: "momentum ringing",
        0.9495: "ill-conditioned plateau",
        1.0: "decayed too early",
    }
    return second_loss.get(round(losses[1], 4), second_loss.get(round(losses[1], 3), "minibatch noise"))

# %% wrong: momentum_always_rings
"""Momentum is no fault by itself"""


def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    if beta:
        return "momentum ringing"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: the_engine_in_our_words
"""momentum takes many steps for a wave"""


def diagnose(losses, best, batch, beta, schedule):
    cause = gd.diagnose(losses).cause
    return "minibatch noise" if cause == "noisy" else cause

# %% wrong: the_engine_knows_five
"""'noisy' (str)"""


def diagnose(losses, best, batch, beta, schedule):
    return gd.diagnose(losses).cause

# %% wrong: momentum_is_always_ringing
"""Momentum is no fault by itself"""

def diagnose(losses, best, batch, beta, schedule):
    height = (np.array(losses) - best) / (losses[0] - best)
    if not np.isfinite(height).all() or height[-1] > 1:
        return "diverging"
    if beta > 0:
        return "momentum ringing"
    if batch:
        return "minibatch noise"
    if np.mean(np.diff(height) > 0.005) > 0.05:
        return "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "too small" if height[len(height) // 2] - height[-1] > 0.1 else "ill-conditioned plateau"

# %% wrong: a_path_without_return
"""a `return` is missing"""

def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2:]
    ups = np.mean(np.diff(height) > 0.005)
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and ups > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    if late[0] - late[-1] < 0.25 * (1 - late[-1]):
        return "ill-conditioned plateau"

# %% wrong: minibatches_are_always_noise
"""Minibatches shake a good run, too"""

def diagnose(losses, best, batch, beta, schedule):
    if batch is not None:
        return "minibatch noise"
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: a_schedule_is_always_too_early
"""A good run rests at the best loss"""

def diagnose(losses, best, batch, beta, schedule):
    if schedule != "constant rate":
        return "decayed too early"
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: noise_with_momentum_rings
"""Noise is rough and stays"""

def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if np.mean(np.diff(height) > 0.005) > 0.05 and late.std() > 0.001:
        if beta:
            return "momentum ringing"
        if batch and late.std() > 0.01:
            return "minibatch noise"
        if not batch:
            return "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"

# %% wrong: momentum_is_never_too_small
"""a plateau comes after a quick drop"""

def diagnose(losses, best, batch, beta, schedule):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] == losses.max():
        return "diverging"
    height = (losses - best) / (losses[0] - best)
    late = height[len(height) // 2 :]
    if batch and late.std() > 0.01:
        return "minibatch noise"
    if not batch and np.mean(np.diff(height) > 0.005) > 0.05:
        return "momentum ringing" if beta else "oscillating"
    if height[-1] < 0.05:
        return "good"
    if schedule != "constant rate":
        return "decayed too early"
    return "ill-conditioned plateau" if beta or late[0] - late[-1] < 0.25 * (1 - late[-1]) else "too small"
