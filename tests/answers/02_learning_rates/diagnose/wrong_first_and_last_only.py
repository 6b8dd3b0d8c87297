"""look at the changes from step to step"""


def diagnose(losses):
    losses = np.asarray(losses)
    if not np.isfinite(losses).all() or losses[-1] > losses[0]:
        return "diverging"
    return "good" if losses[-15] - losses[-1] < 0.05 * losses[0] else "too small"
