"""An oscillation comes back after two steps, noise does not."""


def diagnose(losses):
    losses = np.asarray(losses, dtype=np.float64)
    if np.isnan(losses).any() or np.isinf(losses).any():
        return "diverging"
    early, late = np.array_split(losses, 3)[0], np.array_split(losses, 3)[-1]
    if np.median(late) > early.max():
        return "diverging"
    one, two = np.abs(np.diff(late)).mean(), np.abs(late[2:] - late[:-2]).mean()
    if (np.diff(late) > 0).mean() > 0.15:
        return "oscillating" if two < 0.5 * one else "noisy"
    return "good" if np.ptp(late) < 0.12 * np.ptp(losses) else "too small"
