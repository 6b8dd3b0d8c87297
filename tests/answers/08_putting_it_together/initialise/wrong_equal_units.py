"""equal units stay equal"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {"W1": np.repeat(rng.normal(size=(inputs, 1)) / np.sqrt(inputs), hidden, axis=1), "b1": np.zeros(hidden),
            "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden), "b2": np.zeros(classes)}
