"""called again with the same seed"""


def learn(gradient, params, examples, seed):
    rng, w, order = np.random.default_rng(), dict(params), []
    for t in range(150):
        if len(order) < 32:
            order = rng.permutation(examples)
        rows, order = order[:32], order[32:]
        g = gradient(w, rows)
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w
