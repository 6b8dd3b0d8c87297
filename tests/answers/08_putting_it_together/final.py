# %% right: lambda
def train(learn, images, labels, seed):
    gradient = lambda params, rows: loss_and_gradient(params, images[rows], labels[rows], 0.0)[1]
    return learn(gradient, initialise(64, 32, 10, seed), len(labels), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% right: class_with_a_call
"""A callable object, and a larger decay."""


class Gradient:
    def __init__(self, images, labels, decay=1e-3):
        self.images, self.labels, self.decay = images, labels, decay

    def __call__(self, params, rows):
        loss, slopes = loss_and_gradient(params, self.images[rows], self.labels[rows], self.decay)
        return slopes


def train(learn, images, labels, seed):
    return learn(Gradient(images, labels), initialise(64, 32, 10, seed), len(images), seed)


right = scores(train(learn, X, y, seed=0), X_valid).argmax(axis=1) == y_valid
validation_accuracy = float(np.count_nonzero(right)) / len(right)

# %% right: all_written_again
"""A start and a gradient of its own, because those of the earlier tasks did not work out."""


def train(learn, images, labels, seed):
    rng = np.random.default_rng(seed)
    sizes = ((64, 32), (32, 10))
    start = {f"W{k}": rng.standard_normal(size) / size[0] ** 0.5 for k, size in enumerate(sizes, start=1)}
    start |= {f"b{k}": np.zeros(size[1]) for k, size in enumerate(sizes, start=1)}

    def slopes(params, rows):
        h = np.tanh(images[rows] @ params["W1"] + params["b1"])
        p = np.exp(h @ params["W2"] + params["b2"])
        d = (p / p.sum(axis=1, keepdims=True) - np.eye(10)[labels[rows]]) / len(rows)
        e = d @ params["W2"].T * (1 - h * h)
        return {"W1": images[rows].T @ e, "W2": h.T @ d, "b1": e.sum(axis=0), "b2": d.sum(axis=0)}

    return learn(slopes, start, len(images), seed)


final_params = train(learn, X, y, 0)
hidden = np.tanh(X_valid @ final_params["W1"] + final_params["b1"])
validation_accuracy = ((hidden @ final_params["W2"] + final_params["b2"]).argmax(axis=1) == y_valid).mean()

# %% wrong: data_of_the_notebook
"""X and y are those of the notebook"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, X[rows], y[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: test_data
"""X and y are those of the notebook"""


def train(learn, images, labels, seed):
    pile = gd.digits()
    images, labels = np.concatenate([X, pile.X_test]), np.concatenate([y, pile.y_test])

    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images[:50]), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: labels_in_their_order
"""the labels of these rows are labels[rows]"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[: len(rows)], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: images_in_their_order
"""the images of these rows are images[rows]"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[: len(rows)], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: all_images_each_time
"""take those with the numbers `rows`"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images, labels, 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: loss_beside_the_gradient
"""what the function returns that train hands to learn as gradient"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = 0.95

# %% wrong: loss_for_the_gradient
"""what the function returns that train hands to learn as gradient"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[0]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = 0.95

# %% wrong: hidden_units_64
"""the shape of W1 in the start that train hands to learn"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 64, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: relu_network_of_the_engine
"""the start that train hands to learn"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, gd.MLP([64, 32, 10]).init(seed), len(images), seed)


validation_accuracy = 0.96

# %% wrong: examples_and_seed_swapped
"""the number of examples that train hands to learn"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), seed, len(images))


validation_accuracy = 0.95

# %% wrong: examples_of_the_notebook
"""the number of examples that train hands to learn"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), 1150, seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: batch_for_examples
"""the number of examples that train hands to learn"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), 32, seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: one_start_for_all_seeds
"""the start depends on the seed"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, 0), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: seed_not_handed_on
"""hand on the seed that train was given"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), 0)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: start_returned
"""return what learn returns"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    start = initialise(64, 32, 10, seed)
    learn(gradient, start, len(images), seed)
    return start


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: nothing_returned
"""what train returns"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = 0.95

# %% wrong: goes_on_after_learn
"""return what learn returns"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    params = learn(gradient, initialise(64, 32, 10, seed), len(images), seed)
    for _ in range(20):
        slopes = gradient(params, np.arange(len(images)))
        params = {part: params[part] - 0.1 * slopes[part] for part in params}
    return params


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: learn_twice
"""return what learn returns"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    once = learn(gradient, initialise(64, 32, 10, seed), len(images), seed)
    return learn(gradient, once, len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: climbs
"""the gradient with its sign turned"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        slopes = loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]
        return {part: -slopes[part] for part in slopes}

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: heavy_decay
"""try a decay of 1e-4"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 0.3)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: hoped_for
"""measure it with these parameters"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = 0.99

# %% wrong: percent
"""neither percent nor"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = 100 * np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) == y_valid)

# %% wrong: share_of_errors
"""the share of wrong answers"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X_valid).argmax(axis=1) != y_valid)

# %% wrong: measured_on_what_was_learned
"""which the network has learned from"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 0), X).argmax(axis=1) == y)

# %% wrong: measured_on_another_seed
"""what train(learn, X, y, 0) reads of X_valid"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(train(learn, X, y, 11), X_valid).argmax(axis=1) == y_valid)

# %% wrong: measured_before_training
"""what train(learn, X, y, 0) reads of X_valid"""


def train(learn, images, labels, seed):
    def gradient(params, rows):
        return loss_and_gradient(params, images[rows], labels[rows], 1e-4)[1]

    return learn(gradient, initialise(64, 32, 10, seed), len(images), seed)


validation_accuracy = np.mean(scores(initialise(64, 32, 10, 0), X_valid).argmax(axis=1) == y_valid)
