"""the standard deviation is its root"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {"W1": rng.normal(size=(inputs, hidden)) / inputs, "b1": np.zeros(hidden),
            "W2": rng.normal(size=(hidden, classes)) / hidden, "b2": np.zeros(classes)}
