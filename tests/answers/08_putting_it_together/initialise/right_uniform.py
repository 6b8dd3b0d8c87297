"""Another distribution of the same variance, and lists for the biases."""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)

    def weights(n, outputs):
        return rng.uniform(-1, 1, size=(n, outputs)) * np.sqrt(3 / n)

    return {"W2": weights(hidden, classes), "W1": weights(inputs, hidden), "b1": [0.0] * hidden, "b2": [0.0] * classes}
