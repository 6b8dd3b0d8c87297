"""biases start at 0"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {"W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs), "b1": rng.normal(size=hidden),
            "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden), "b2": rng.normal(size=classes)}
