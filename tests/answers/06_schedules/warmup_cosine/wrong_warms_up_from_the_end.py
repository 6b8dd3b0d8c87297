"""the rate starts from 0, not from end"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    rising = end + (peak - end) * t / max(warmup, 1)
    return np.where(t <= warmup, rising, end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share)))
