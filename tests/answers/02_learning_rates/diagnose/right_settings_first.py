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
