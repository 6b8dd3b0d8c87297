"""Lists for arrays."""


def warmup_cosine(t, peak, warmup, steps, end):
    if np.ndim(t):
        return [warmup_cosine(step, peak, warmup, steps, end) for step in t]
    if t <= warmup:
        return peak * t / warmup
    share = min((t - warmup - 1) / (steps - warmup), 1.0)
    return end + (peak - end) * (0.5 + 0.5 * np.cos(np.pi * share))
