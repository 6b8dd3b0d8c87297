"""goes down to end, not to 0"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1 - warmup) / (steps - warmup), 0, 1)
    return np.where(t <= warmup, peak * t / max(warmup, 1), peak * 0.5 * (1 + np.cos(np.pi * share)))
