"""np.cos takes radians"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(180 * share)))
