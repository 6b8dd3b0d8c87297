"""a straight line down"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), peak + (end - peak) * share)
