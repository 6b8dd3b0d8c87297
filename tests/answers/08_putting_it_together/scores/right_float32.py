def scores(params, X):
    W1, b1, W2, b2 = (np.float32(params[part]) for part in ("W1", "b1", "W2", "b2"))
    e = np.exp(2 * (np.float32(X) @ W1 + b1))
    return (e - 1) / (e + 1) @ W2 + b2
