def warmup_cosine(t, peak, warmup, steps, end):
    t = np.asarray(t)
    lr = np.empty(t.shape)
    early = t <= warmup
    lr[early] = peak * t[early] / max(warmup, 1)
    share = np.minimum((t[~early] - 1 - warmup) / (steps - warmup), 1)
    lr[~early] = end + (peak - end) * np.cos(np.pi * share / 2) ** 2
    return lr
