"""a quarter of a turn ends steep"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * np.cos(np.pi / 2 * share))
