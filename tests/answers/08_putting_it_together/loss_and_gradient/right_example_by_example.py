def loss_and_gradient(params, X, y, decay):
    W1, b1, W2, b2 = (np.asarray(params[part]) for part in ("W1", "b1", "W2", "b2"))
    total = 0.5 * decay * (np.sum(W1**2) + np.sum(W2**2))
    slopes = {"W1": decay * W1, "b1": 0 * b1, "W2": decay * W2, "b2": 0 * b2}
    for x, label in zip(X, y):
        h = np.tanh(x @ W1 + b1)
        z = h @ W2 + b2
        z = z - max(z)
        p = np.exp(z) / sum(np.exp(z))
        total += (np.log(sum(np.exp(z))) - z[label]) / len(y)
        d = (p - (np.arange(len(p)) == label)) / len(y)
        e = (W2 @ d) / np.cosh(x @ W1 + b1) ** 2
        slopes["W2"] = slopes["W2"] + np.outer(h, d)
        slopes["b2"] = slopes["b2"] + d
        slopes["W1"] = slopes["W1"] + np.outer(x, e)
        slopes["b1"] = slopes["b1"] + e
    return total, slopes
