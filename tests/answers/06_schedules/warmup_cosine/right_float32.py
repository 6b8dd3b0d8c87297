def warmup_cosine(t, peak, warmup, steps, end):
    t = np.asarray(t, dtype=np.float32)
    share = np.clip((t - 1 - warmup) / np.float32(steps - warmup), 0, 1)
    falling = np.float32(end) + np.float32(peak - end) * (1 + np.cos(np.float32(np.pi) * share)) / 2
    return np.where(t > warmup, falling, np.float32(peak) * t / max(warmup, 1)).astype(np.float32)
