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
