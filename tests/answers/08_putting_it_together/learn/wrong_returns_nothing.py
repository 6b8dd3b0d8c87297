"""a `return` is missing"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(seed), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - 0.5 * g[part] for part in w}
