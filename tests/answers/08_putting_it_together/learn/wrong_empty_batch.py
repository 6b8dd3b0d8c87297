"""may be empty"""


def learn(gradient, params, examples, seed):
    rng, w = np.random.default_rng(seed), dict(params)
    for epoch in range(5):
        order = rng.permutation(examples)
        for step in range(30):
            g = gradient(w, order[32 * step : 32 * step + 32])
            w = {part: w[part] - 0.5 * g[part] for part in w}
    return w
