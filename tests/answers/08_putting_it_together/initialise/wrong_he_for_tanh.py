"""the standard deviation of W1 for 400 inputs"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {"W1": rng.normal(size=(inputs, hidden)) * np.sqrt(2 / inputs), "b1": np.zeros(hidden),
            "W2": rng.normal(size=(hidden, classes)) * np.sqrt(2 / hidden), "b2": np.zeros(classes)}
