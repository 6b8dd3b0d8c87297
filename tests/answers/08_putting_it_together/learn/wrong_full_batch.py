"""the number of rows for one gradient"""


def learn(gradient, params, examples, seed):
    w = dict(params)
    for _ in range(150):
        g = gradient(w, np.arange(examples))
        w = {part: w[part] - 0.5 * g[part] for part in w}
    return w
