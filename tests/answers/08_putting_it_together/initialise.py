# %% right: in_a_loop
def initialise(inputs, hidden, classes, seed):
    rng, params = np.random.default_rng(seed), {}
    for layer, (n, outputs) in enumerate([(inputs, hidden), (hidden, classes)], start=1):
        params[f"W{layer}"] = rng.standard_normal((n, outputs)) * n**-0.5
        params[f"b{layer}"] = np.zeros(outputs)
    return params


# %% right: old_generator
def initialise(inputs, hidden, classes, seed):
    random = np.random.RandomState(seed)
    W1 = random.normal(0, 1 / np.sqrt(inputs), (inputs, hidden)).astype(np.float32)
    W2 = random.normal(0, 1 / np.sqrt(hidden), (hidden, classes)).astype(np.float32)
    return dict(W1=W1, b1=np.zeros(hidden, np.float32), W2=W2, b2=np.zeros(classes, np.float32))


# %% right: uniform
"""Another distribution of the same variance, and lists for the biases."""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)

    def weights(n, outputs):
        return rng.uniform(-1, 1, size=(n, outputs)) * np.sqrt(3 / n)

    return {
        "W2": weights(hidden, classes),
        "W1": weights(inputs, hidden),
        "b1": [0.0] * hidden,
        "b2": [0.0] * classes,
    }


# %% wrong: all_zero
"""the standard deviation of W1"""


def initialise(inputs, hidden, classes, seed):
    return {
        "W1": np.zeros((inputs, hidden)),
        "b1": np.zeros(hidden),
        "W2": np.zeros((hidden, classes)),
        "b2": np.zeros(classes),
    }


# %% wrong: equal_units
"""equal units stay equal"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": np.repeat(rng.normal(size=(inputs, 1)) / np.sqrt(inputs), hidden, axis=1),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: flat_engine_vector
"""return a dictionary"""


def initialise(inputs, hidden, classes, seed):
    return gd.MLP([inputs, hidden, classes]).init(seed)


# %% wrong: he_for_tanh
"""the standard deviation of W1 for 400 inputs"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) * np.sqrt(2 / inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) * np.sqrt(2 / hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: list_of_layers
"""return a dictionary"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return [
        (rng.normal(size=(inputs, hidden)) / np.sqrt(inputs), np.zeros(hidden)),
        (rng.normal(size=(hidden, classes)) / np.sqrt(hidden), np.zeros(classes)),
    ]


# %% wrong: one_seed_for_all
"""another seed gives other weights"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(0)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: outputs_counted
"""n is the number of inputs of the layer"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(classes),
        "b2": np.zeros(classes),
    }


# %% wrong: random_biases
"""biases start at 0"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": rng.normal(size=hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": rng.normal(size=classes),
    }


# %% wrong: same_numbers_in_both_layers
"""two with the same seed draw the same numbers twice"""


def initialise(inputs, hidden, classes, seed):
    def weights(n, outputs):
        return np.random.default_rng(seed).normal(size=(n, outputs)) / np.sqrt(n)

    return {
        "W1": weights(inputs, hidden),
        "b1": np.zeros(hidden),
        "W2": weights(hidden, classes),
        "b2": np.zeros(classes),
    }


# %% wrong: seed_ignored
"""the same seed gives the same start"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng()
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: transposed
"""the shape of W1"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(hidden, inputs)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(classes, hidden)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: variance_for_deviation
"""the standard deviation is its root"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / inputs,
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / hidden,
        "b2": np.zeros(classes),
    }


# %% right: random_signs
"""Signs at random, all of one size: mean 0 and variance 1/n as well."""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.choice([-1, 1], size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.choice([-1, 1], size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% right: last_layer_first
"""The last layer is drawn first."""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    W2 = rng.normal(0, hidden**-0.5, (hidden, classes))
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": W2,
        "b2": np.zeros(classes),
    }


# %% wrong: second_layer_without_the_seed
"""both layers are drawn with np.random.default_rng(seed)"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": np.random.default_rng().normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: first_layer_without_the_seed
"""the same seed gives the same start"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": np.random.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: second_layer_the_same_for_all_seeds
"""another seed gives other weights, in both layers"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": np.random.default_rng(0).normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: xavier_with_both
"""the variance is 1/n"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) * np.sqrt(2 / (inputs + hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) * np.sqrt(2 / (hidden + classes)),
        "b2": np.zeros(classes),
    }


# %% wrong: standard_normal_undivided
"""the standard deviation of W1"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)),
        "b2": np.zeros(classes),
    }


# %% wrong: uniform_without_the_three
"""the standard deviation of W1"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.uniform(-1, 1, size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: uniform_from_zero
"""the standard deviation of W1"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.random((inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: positive_weights
"""the mean of the weights is 0"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": np.abs(rng.normal(size=(inputs, hidden))) / np.sqrt(inputs * (1 - 2 / np.pi)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: second_layer_zero
"""the standard deviation of W2"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": np.zeros((hidden, classes)),
        "b2": np.zeros(classes),
    }


# %% wrong: second_layer_by_inputs
"""the inputs of the second layer are the hidden units"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(inputs),
        "b2": np.zeros(classes),
    }


# %% wrong: one_row_for_all
"""equal units stay equal"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": np.repeat(rng.normal(size=(1, classes)) / np.sqrt(hidden), hidden, axis=0),
        "b2": np.zeros(classes),
    }


# %% wrong: bias_columns
"""the shape of b1"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros((hidden, 1)),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros((classes, 1)),
    }


# %% wrong: scalar_biases
"""the shape of b1"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": 0.0,
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": 0.0,
    }


# %% wrong: biases_one
"""biases start at 0"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.ones(hidden),
        "W2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.ones(classes),
    }


# %% wrong: names_in_small_letters
"""the list of names"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "w1": rng.normal(size=(inputs, hidden)) / np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "w2": rng.normal(size=(hidden, classes)) / np.sqrt(hidden),
        "b2": np.zeros(classes),
    }


# %% wrong: fresh_multiplied_by_n
"""divide by √n"""


def initialise(inputs, hidden, classes, seed):
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(inputs, hidden)) * np.sqrt(inputs),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, classes)) * np.sqrt(hidden),
        "b2": np.zeros(classes),
    }
