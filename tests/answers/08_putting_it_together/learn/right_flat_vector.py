"""One vector for all parts, RMSProp with momentum; lists are returned."""


def learn(gradient, params, examples, seed):
    def flat(parts):
        return np.concatenate([np.ravel(parts[name]) for name in params])

    def named(w):
        cuts = np.cumsum([np.size(value) for value in params.values()])[:-1]
        return {name: part.reshape(np.shape(params[name])) for name, part in zip(params, np.split(w, cuts))}

    rng, w = np.random.default_rng(seed), flat(params)
    rows, mean, square = [], 0, 0
    for t in range(1, 151):
        if len(rows) < 32:
            rows = rng.permutation(examples).tolist()
        g = flat(gradient(named(w), [rows.pop() for _ in range(32)]))
        mean, square = 0.9 * mean + 0.1 * g, 0.99 * square + 0.01 * g * g
        w = w - 0.06 * (1 - (t - 1) / 150) * min(t / 15, 1) * (mean / (1 - 0.9**t)) / (np.sqrt(square / (1 - 0.99**t)) + 1e-8)
    return {name: part.tolist() for name, part in named(w).items()}
