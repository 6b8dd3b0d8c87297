"""No momentum at all: the step size and the schedule do it."""


def learn(gradient, params, examples, seed):
    order = np.concatenate([np.random.default_rng([seed, turn]).permutation(examples)[: examples // 32 * 32] for turn in range(9)])
    w = dict(params)
    for t, rows in enumerate(order.reshape(-1, 32)[:150]):
        g = gradient(w, rows.tolist())
        w = {part: w[part] - 1.0 * min((t + 1) / 15, 1 - t / 150) * g[part] for part in w}
    return w
