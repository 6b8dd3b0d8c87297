"""The rule and the schedule from the engine."""


def learn(gradient, params, examples, seed, rule=gd.Adam(), lr=gd.linear_warmup(15, then=gd.cosine(0.05, 135))):
    rng = np.random.default_rng(seed)
    rows = (batch for _ in range(10) for batch in gd.batches(examples, 32, rng, drop_last=True))
    cuts = np.cumsum([value.size for value in params.values()])[:-1]

    def named(w):
        return {part: piece.reshape(params[part].shape) for part, piece in zip(params, np.split(w, cuts))}

    def slopes(w):
        g = gradient(named(w), next(rows))
        return np.concatenate([g[part].ravel() for part in params])

    start = np.concatenate([value.ravel() for value in params.values()])
    for _, w in zip(range(151), gd.descend(slopes, start, rule, lr)):
        end = w
    return named(end.copy())
