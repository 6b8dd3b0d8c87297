"""the shape of W1"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {"W1": rng.normal(size=(hidden, inputs)) / np.sqrt(inputs), "b1": np.zeros(hidden),
            "W2": rng.normal(size=(classes, hidden)) / np.sqrt(hidden), "b2": np.zeros(classes)}
