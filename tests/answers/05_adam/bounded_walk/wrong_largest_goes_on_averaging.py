"""the average itself goes on from v"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = 0.0
    for g, lr in zip(gradients, rates):
        new = beta2 * v + (1 - beta2) * g * g
        v = max(v, new) if keep_largest else new
        w = min(1.0, max(-1.0, w - lr * g / v**0.5))
    return w
