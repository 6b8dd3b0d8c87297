"""begins after the warm-up, anew"""


def warmup_cosine(t, peak, warmup, steps, end):
    share = np.clip((t - 1) / steps, 0, 1)
    falling = end + (peak - end) * 0.5 * (1 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), falling)
