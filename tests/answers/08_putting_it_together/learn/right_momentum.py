def learn(gradient, params, examples, seed, lr=0.2):
    rng, left, rows = np.random.default_rng(seed), 150, np.array([], dtype=int)
    w = {part: value.copy() for part, value in params.items()}
    v = {part: 0.0 for part in w}
    for t in range(left):
        if rows.size == 0:
            rows = rng.permutation(examples)
        batch, rows = rows[:32], rows[32:]
        rate = lr * min((t + 1) / 10, 0.5 + 0.5 * np.cos(np.pi * t / left))
        g = gradient(w, batch)
        for part in w:
            v[part] = 0.9 * v[part] + g[part]
            w[part] -= rate * v[part]
    return w
