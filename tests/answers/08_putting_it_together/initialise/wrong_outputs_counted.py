"""n is the number of inputs of this layer"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {"W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs), "b1": np.zeros(hidden),
            "W2": rng.normal(size=(hidden, classes)) / np.sqrt(classes), "b2": np.zeros(classes)}
