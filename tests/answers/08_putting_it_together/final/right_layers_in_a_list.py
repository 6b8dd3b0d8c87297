"""The chapter's way, a list of layers; float32 at the end."""
rng = np.random.default_rng(2)
layers = [[rng.normal(size=(n, m)) / np.sqrt(n), np.zeros(m), 0.0, 0.0] for n, m in ((64, 32), (32, 10))]
for t in range(150):
    if t % 35 == 0:
        order = rng.permutation(len(X))
    rows = order[32 * (t % 35) :][:32]
    outputs = [X[rows], np.tanh(X[rows] @ layers[0][0] + layers[0][1])]
    p = np.exp(outputs[1] @ layers[1][0] + layers[1][1])
    slope = (p / p.sum(axis=1, keepdims=True) - (np.arange(10) == y[rows, np.newaxis])) / 32
    for layer, inputs in zip(reversed(layers), reversed(outputs)):
        back = slope @ layer[0].T * (1 - inputs**2)
        for place, g in ((0, inputs.T @ slope), (1, slope.sum(axis=0))):
            layer[place + 2] = 0.9 * layer[place + 2] + g
            layer[place] = layer[place] - 0.2 * min(t / 15, (150 - t) / 150) * layer[place + 2]
        slope = back

(W1, b1, *_), (W2, b2, *_) = layers
final_params = {name: np.float32(part) for name, part in {"W1": W1, "b1": b1, "W2": W2, "b2": b2}.items()}
validation_accuracy = np.mean((np.tanh(X_valid @ W1 + b1) @ W2 + b2).argmax(axis=1) == y_valid)
