"""params was changed by learn"""


def learn(gradient, params, examples, seed):
    rng, order = np.random.default_rng(seed), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(params, rows)
        for part in params:
            params[part] -= (1 - t / 150) * min((t + 1) / 15, 1) * g[part]
    return params
