"""Step by step, with plain loops."""


def diagnose(losses):
    losses = list(losses)
    n = len(losses)
    if not all(np.isfinite(losses)):
        return "diverging"
    first, last = losses[: n // 3], losses[-(n // 3) :]
    if sum(last) / len(last) > max(first):
        return "diverging"
    signs = [b > a for a, b in zip(last, last[1:])]
    if sum(signs) >= 2:
        turns = sum(a != b for a, b in zip(signs, signs[1:]))
        return "oscillating" if turns >= 0.9 * (len(signs) - 1) else "noisy"
    return "too small" if last[0] - last[-1] > 0.1 * (losses[0] - losses[-1]) else "good"
