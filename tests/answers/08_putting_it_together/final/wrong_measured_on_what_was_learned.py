"""which the network has learned from"""

rng = np.random.default_rng(0)
W1, b1, b2 = rng.normal(size=(64, 32)) / 8, np.zeros(32), np.zeros(10)
W2 = np.linalg.lstsq(np.tanh(X @ W1), np.eye(10)[y], rcond=None)[0]
final_params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
validation_accuracy = np.mean((np.tanh(X @ W1) @ W2).argmax(axis=1) == y)
