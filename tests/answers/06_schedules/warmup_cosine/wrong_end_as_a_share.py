"""not a share of the peak"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    falling = peak * (end + (1 - end) * 0.5 * (1 + np.cos(np.pi * share)))
    return np.where(t <= warmup, peak * t / max(warmup, 1), falling)
