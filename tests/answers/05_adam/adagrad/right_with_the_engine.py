"""By the engine's rule, row by row."""


def adagrad(gradients, lr, eps):
    rule = gd.AdaGrad(eps)
    state = rule.init(gradients[0])
    return np.array([rule.step(g, state, t, lr).copy() for t, g in enumerate(gradients, start=1)])
