"""The truth value of an array"""


def warmup_cosine(t, peak, warmup, steps, end):
    if t <= warmup:
        return peak * t / warmup
    share = min((t - 1 - warmup) / (steps - warmup), 1)
    return end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
