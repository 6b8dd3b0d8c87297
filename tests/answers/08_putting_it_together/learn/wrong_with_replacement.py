"""do not draw with replacement"""


def learn(gradient, params, examples, seed):
    rng, w = np.random.default_rng(seed), dict(params)
    for t in range(150):
        g = gradient(w, rng.integers(examples, size=32))
        w = {part: w[part] - (1 - t / 150) * min((t + 1) / 15, 1) * g[part] for part in w}
    return w
