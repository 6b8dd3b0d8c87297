"""ups and downs do not take turns"""


def diagnose(losses):
    losses = np.asarray(losses)
    quarter = len(losses) // 4
    if not np.isfinite(losses).all() or np.median(losses[-quarter:]) > losses[:quarter].max():
        return "diverging"
    if np.mean(np.diff(losses[len(losses) // 2 :]) > 0) > 0.2:
        return "oscillating"
    return "too small" if losses[-quarter] - losses[-1] > 0.05 * (losses[0] - losses[-1]) else "good"
