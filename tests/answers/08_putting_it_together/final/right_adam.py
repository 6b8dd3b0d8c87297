def trained(seed, hidden=32, steps=150):
    rng, parts = np.random.default_rng(seed), {}
    for layer, (n, m) in enumerate([(64, hidden), (hidden, 10)], start=1):
        parts |= {f"W{layer}": rng.standard_normal((n, m)) / np.sqrt(n), f"b{layer}": np.zeros(m)}
    mean, square, order = dict.fromkeys(parts, 0), dict.fromkeys(parts, 0), []
    for t in range(1, steps + 1):
        if len(order) < 32:
            order = rng.permutation(len(X))
        rows, order = order[:32], order[32:]
        h = np.tanh(X[rows] @ parts["W1"] + parts["b1"])
        p = np.exp(h @ parts["W2"] + parts["b2"])
        d = (p / p.sum(axis=1, keepdims=True) - np.eye(10)[y[rows]]) / 32
        e = d @ parts["W2"].T * (1 - h**2)
        for part, g in {"W1": X[rows].T @ e, "b1": e.sum(0), "W2": h.T @ d, "b2": d.sum(0)}.items():
            mean[part] = 0.9 * mean[part] + 0.1 * g
            square[part] = 0.999 * square[part] + 0.001 * g**2
            step = mean[part] / (1 - 0.9**t) / (np.sqrt(square[part] / (1 - 0.999**t)) + 1e-8)
            parts[part] = parts[part] - 0.06 * min(t / 10, 1 - (t - 1) / steps) * step
    return parts


final_params = trained(1)
outputs = np.tanh(X_valid @ final_params["W1"] + final_params["b1"]) @ final_params["W2"] + final_params["b2"]
validation_accuracy = np.mean(outputs.argmax(axis=1) == y_valid)
