"""Plain Python for one step; np.vectorize for the rest."""
import math


def one_rate(t, peak, warmup, steps, end):
    if t <= warmup:
        return peak * t / warmup
    if t > steps:
        return end
    return end + (peak - end) * (1 + math.cos(math.pi * (t - 1 - warmup) / (steps - warmup))) / 2


def warmup_cosine(t, peak, warmup, steps, end):
    return np.vectorize(one_rate, otypes=[float])(t, peak, warmup, steps, end)
