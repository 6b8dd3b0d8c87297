"""it does not drop to 0"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = (t - 1 - warmup) / (steps - warmup)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), falling * (t <= steps))
