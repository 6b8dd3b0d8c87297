"""a schedule that brings it down"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for _ in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 0.25 * g[part] for part in w}
    return w
