"""two with the same seed draw the same numbers twice"""


def initialise(inputs, hidden, classes, seed):
    def weights(n, outputs):
        return np.random.default_rng(seed).normal(size=(n, outputs)) / np.sqrt(n)

    return {"W1": weights(inputs, hidden), "b1": np.zeros(hidden), "W2": weights(hidden, classes), "b2": np.zeros(classes)}
