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
