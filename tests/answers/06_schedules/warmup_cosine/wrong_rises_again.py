"""the cosine alone rises again"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = (t - 1 - warmup) / (steps - warmup)
    return np.where(t <= warmup, peak * t / max(warmup, 1), end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share)))
