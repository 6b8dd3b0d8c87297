"""Counts turning points; the rest is one question after another."""


def diagnose(losses):
    y = np.array(losses, dtype=float)
    if np.isfinite(y).sum() < y.size:
        return "diverging"
    start, end = y[: y.size // 5], y[-(y.size // 5) :]
    if end.mean() > start.max():
        return "diverging"
    rising = np.sign(np.diff(y[y.size // 3 :])) > 0
    turning_points = np.count_nonzero(rising[1:] != rising[:-1])
    if turning_points > 0.93 * len(rising):
        return "oscillating"
    if turning_points > 0.2 * len(rising):
        return "noisy"
    still_falling = (end[0] - end[-1]) / (y[0] - y[-1])
    return "good" if still_falling < 0.05 else "too small"
