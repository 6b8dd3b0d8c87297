"""compare with the whole fall"""


def diagnose(losses):
    losses = np.asarray(losses)
    quarter = len(losses) // 4
    if not np.isfinite(losses).all() or np.median(losses[-quarter:]) > losses[:quarter].max():
        return "diverging"
    changes = np.diff(losses[len(losses) // 2 :])
    if np.mean(changes > 0) > 0.2:
        return "oscillating" if np.mean(changes[1:] * changes[:-1] < 0) > 0.9 else "noisy"
    return "too small" if losses[-quarter] - losses[-1] > 0.002 else "good"
