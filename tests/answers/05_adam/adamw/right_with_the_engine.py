"""By the engine's rule, and copies."""


def adamw(grad, w, lr, decay, steps):
    path = gd.descend(grad, w, gd.AdamW(decay=decay), lr)
    return [point.copy() for _, point in zip(range(steps + 1), path)]
