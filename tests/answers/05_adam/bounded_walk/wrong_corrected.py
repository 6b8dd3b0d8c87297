"""no correction here"""


def bounded_walk(gradients, rates, beta2, keep_largest):
    w = v = u = 0.0
    for t, (g, lr) in enumerate(zip(gradients, rates), start=1):
        v = beta2 * v + (1 - beta2) * g * g
        u = max(u, v) if keep_largest else v
        w = min(1.0, max(-1.0, w - lr * g / (u / (1 - beta2**t)) ** 0.5))
    return w
