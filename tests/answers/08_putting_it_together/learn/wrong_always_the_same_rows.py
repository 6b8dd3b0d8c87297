"""go through all of them"""


def learn(gradient, params, examples, seed):
    rows, w = np.random.default_rng(seed).permutation(examples)[:32], dict(params)
    for t in range(150):
        g = gradient(w, rows)
        w = {part: w[part] - 0.5 * (1 - t / 150) * g[part] for part in w}
    return w
