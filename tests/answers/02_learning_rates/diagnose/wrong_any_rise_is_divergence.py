"""does not yet climb without end"""


def diagnose(losses):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or np.any(np.diff(losses) > 0):
        return "diverging"
    quarter = len(losses) // 4
    return "too small" if losses[-quarter] - losses[-1] > 0.05 * (losses[0] - losses[-1]) else "good"
