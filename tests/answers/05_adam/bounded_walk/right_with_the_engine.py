"""By the engine's rules, without correction."""


def bounded_walk(gradients, rates, beta2, keep_largest):
    kind = gd.AMSGrad if keep_largest else gd.Adam
    rule = kind(beta1=0.0, beta2=beta2, eps=0.0, bias_correction=False)
    w = np.zeros(1)
    state = rule.init(w)
    for t, (g, lr) in enumerate(zip(gradients, rates), start=1):
        w = np.clip(w - rule.step(np.array([g]), state, t, lr), -1, 1)
    return float(w[0])
