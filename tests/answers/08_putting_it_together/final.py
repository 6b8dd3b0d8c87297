# %% right: adam
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

# %% right: engine_rule_as_lists
"""One flat vector under a rule of the engine; lists are handed over, and the accuracy is rounded."""

shapes = {"W1": (64, 32), "b1": (32,), "W2": (32, 10), "b2": (10,)}
sizes = [int(np.prod(shape)) for shape in shapes.values()]


def unpacked(w):
    return [piece.reshape(shape) for piece, shape in zip(np.split(w, np.cumsum(sizes)[:-1]), shapes.values())]


def slopes(w):
    W1, b1, W2, b2 = unpacked(w)
    rows = next(batches)
    h = np.tanh(X[rows] @ W1 + b1)
    p = np.exp(h @ W2 + b2)
    d = (p / p.sum(axis=1, keepdims=True) - np.eye(10)[y[rows]]) / len(rows)
    e = d @ W2.T * (1 - h * h)
    return np.concatenate([(X[rows].T @ e).ravel(), e.sum(0), (h.T @ d).ravel(), d.sum(0)])


rng = np.random.default_rng(5)
batches = (rows for _ in range(9) for rows in gd.batches(len(X), 32, rng, drop_last=True))
start = rng.normal(size=sum(sizes)) * np.repeat([1 / 8, 0, 32**-0.5, 0], sizes)
walk = gd.descend(slopes, start, gd.Nesterov(0.9), gd.linear_warmup(15, then=gd.polynomial(0.25, 135)))
*_, (_, end) = zip(range(151), walk)
final_params = {name: part.tolist() for name, part in zip(shapes, unpacked(end))}
W1, b1, W2, b2 = unpacked(end)
validation_accuracy = round(
    float(np.mean((np.tanh(X_valid @ W1 + b1) @ W2 + b2).argmax(axis=1) == y_valid)), 3
)

# %% right: layers_in_a_list
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

# %% wrong: flat_vector
"""return a dictionary"""

final_params = gd.MLP([64, 32, 10]).init(0)
validation_accuracy = 0.95

# %% wrong: hoped_for
"""measure again with these parameters"""

rng = np.random.default_rng(0)
W1, b1, b2 = rng.normal(size=(64, 32)) / 8, np.zeros(32), np.zeros(10)
W2 = np.linalg.lstsq(np.tanh(X @ W1), np.eye(10)[y], rcond=None)[0]
final_params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
validation_accuracy = 0.97

# %% wrong: measured_on_what_was_learned
"""which the network has learned from"""

rng = np.random.default_rng(0)
W1, b1, b2 = rng.normal(size=(64, 32)) / 8, np.zeros(32), np.zeros(10)
W2 = np.linalg.lstsq(np.tanh(X @ W1), np.eye(10)[y], rcond=None)[0]
final_params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
validation_accuracy = np.mean((np.tanh(X @ W1) @ W2).argmax(axis=1) == y)

# %% wrong: more_hidden_units
"""the shape of W1 in final_params"""

rng = np.random.default_rng(0)
final_params = {
    "W1": rng.normal(size=(64, 128)) / 8,
    "b1": np.zeros(128),
    "W2": rng.normal(size=(128, 10)) / 11,
    "b2": np.zeros(10),
}
validation_accuracy = 0.95

# %% wrong: not_trained
"""the accuracy of final_params on the last pile"""

rng = np.random.default_rng(0)
final_params = {
    "W1": rng.normal(size=(64, 32)) / 8,
    "b1": np.zeros(32),
    "W2": rng.normal(size=(32, 10)) / 6,
    "b2": np.zeros(10),
}
outputs = np.tanh(X_valid @ final_params["W1"]) @ final_params["W2"]
validation_accuracy = np.mean(outputs.argmax(axis=1) == y_valid)

# %% wrong: only_the_last_layer_trained
"""the accuracy of final_params on the last pile"""

rng = np.random.default_rng(0)
W1, b1, b2 = rng.normal(size=(64, 32)) / 8, np.zeros(32), np.zeros(10)
W2 = np.linalg.lstsq(np.tanh(X @ W1), np.eye(10)[y], rcond=None)[0]
final_params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
validation_accuracy = np.mean((np.tanh(X_valid @ W1) @ W2).argmax(axis=1) == y_valid)

# %% wrong: percent
"""not percent"""

rng = np.random.default_rng(0)
W1, b1, b2 = rng.normal(size=(64, 32)) / 8, np.zeros(32), np.zeros(10)
W2 = np.linalg.lstsq(np.tanh(X @ W1), np.eye(10)[y], rcond=None)[0]
final_params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
validation_accuracy = 100 * np.mean((np.tanh(X_valid @ W1) @ W2).argmax(axis=1) == y_valid)

# %% wrong: relu_network_of_the_engine
"""measure again with these parameters"""

network = gd.MLP([64, 32, 10])
history = gd.fit(network, X, y, gd.Momentum(0.9), 0.1, batch_size=32, epochs=5, rng=0)
final_params = network.views(4 * history.w)
validation_accuracy = network.accuracy(history.w, X_valid, y_valid)

# %% wrong: share_of_errors
"""the share of wrong answers"""

rng = np.random.default_rng(0)
W1, b1, b2 = rng.normal(size=(64, 32)) / 8, np.zeros(32), np.zeros(10)
W2 = np.linalg.lstsq(np.tanh(X @ W1), np.eye(10)[y], rcond=None)[0]
final_params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
validation_accuracy = np.mean((np.tanh(X_valid @ W1) @ W2).argmax(axis=1) != y_valid)
