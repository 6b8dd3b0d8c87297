"""division by zero"""


def warmup_cosine(t, peak, warmup, steps, end):
    slope = peak / warmup
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, slope * t, end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share)))
