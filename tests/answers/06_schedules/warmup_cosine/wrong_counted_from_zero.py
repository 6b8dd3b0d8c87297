"""steps are counted from 1"""


def warmup_cosine(t, peak, warmup, steps, end):
    t = t - 1
    share = np.clip((t - warmup) / (steps - warmup), 0, 1)
    return np.where(t < warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share)))
