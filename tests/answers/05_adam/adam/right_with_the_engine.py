"""By the engine's rule, row by row."""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    rule = gd.Adam(beta1, beta2, eps)
    state = rule.init(gradients[0])
    return [rule.step(g, state, t, lr) for t, g in enumerate(gradients, start=1)]
