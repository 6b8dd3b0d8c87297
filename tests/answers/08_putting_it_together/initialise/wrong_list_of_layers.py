"""return a dictionary"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=(inputs, hidden)) / np.sqrt(inputs), np.zeros(hidden)),
            (rng.normal(size=(hidden, classes)) / np.sqrt(hidden), np.zeros(classes))]
