# %% right: bias_as_an_input
def scores(params, X):
    def layer(inputs, W, b):
        return np.column_stack([inputs, np.ones(len(inputs))]) @ np.vstack([W, b])

    return layer(np.tanh(layer(X, params["W1"], params["b1"])), params["W2"], params["b2"])


# %% right: einsum
def scores(params, X):
    hidden = np.tanh(np.einsum("ni,ih->nh", X, params["W1"]) + params["b1"])
    return np.einsum("nh,hc->nc", hidden, params["W2"]) + params["b2"]


# %% right: example_by_example
def scores(params, X):
    rows = []
    for x in X:
        hidden = np.tanh(x @ params["W1"] + params["b1"])
        rows.append(hidden @ params["W2"] + params["b2"])
    return rows


# %% right: float32
def scores(params, X):
    W1, b1, W2, b2 = (np.float32(params[part]) for part in ("W1", "b1", "W2", "b2"))
    e = np.exp(2 * (np.float32(X) @ W1 + b1))
    return (e - 1) / (e + 1) @ W2 + b2


# %% wrong: bias_outside
"""belongs inside the tanh"""


def scores(params, X):
    return (np.tanh(X @ params["W1"]) + params["b1"]) @ params["W2"] + params["b2"]


# %% wrong: hard_coded
"""scores of"""


def scores(params, X):
    h = np.tanh(X)
    return np.hstack([h, 0.5 - h])


# %% wrong: hidden_layer
"""this is the hidden layer"""


def scores(params, X):
    return np.tanh(X @ params["W1"] + params["b1"])


# %% wrong: labels
"""these are the labels"""


def scores(params, X):
    return (np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]).argmax(axis=1)


# %% wrong: no_first_bias
"""the bias of the hidden layer is missing"""


def scores(params, X):
    return np.tanh(X @ params["W1"]) @ params["W2"] + params["b2"]


# %% wrong: no_last_bias
"""the bias of the last layer is missing"""


def scores(params, X):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"]


# %% wrong: no_tanh
"""the tanh is missing"""


def scores(params, X):
    return (X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


# %% wrong: probabilities
"""the scores come before the softmax"""


def scores(params, X):
    z = np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


# %% wrong: relu
"""these units are ReLU"""


def scores(params, X):
    return np.maximum(X @ params["W1"] + params["b1"], 0) @ params["W2"] + params["b2"]


# %% wrong: tanh_twice
"""the last layer has no tanh"""


def scores(params, X):
    return np.tanh(np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


# %% right: matmul_of_lists
"""Lists of lists, row by row."""


def scores(params, X):
    rows = []
    for x in X:
        h = np.tanh(np.asarray(x) @ params["W1"] + params["b1"])
        rows.append((h @ params["W2"] + params["b2"]).tolist())
    return rows


# %% right: one_matrix_for_each_layer
"""Weights and biases in one matrix, with a column of ones beside the inputs."""


def scores(params, X):
    ones = np.ones((len(X), 1))
    h = np.tanh(np.hstack([X, ones]) @ np.vstack([params["W1"], params["b1"]]))
    return np.hstack([h, ones]) @ np.vstack([params["W2"], params["b2"]])


# %% wrong: sigmoid
"""these units are sigmoids"""


def scores(params, X):
    h = 1 / (1 + np.exp(-(X @ params["W1"] + params["b1"])))
    return h @ params["W2"] + params["b2"]


# %% wrong: largest_subtracted
"""the scores as they are"""


def scores(params, X):
    z = np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
    return z - z.max(axis=1, keepdims=True)


# %% wrong: log_probabilities
"""the scores come before the softmax"""


def scores(params, X):
    z = np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


# %% wrong: transposed
"""a row for each image"""


def scores(params, X):
    return (np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]).T


# %% wrong: bias_subtracted
"""a bias is added"""


def scores(params, X):
    h = np.tanh(X @ params["W1"] - params["b1"])
    return h @ params["W2"] - params["b2"]


# %% wrong: weights_elementwise
"""scores fails with ValueError"""


def scores(params, X):
    return np.tanh(X * params["W1"] + params["b1"]) * params["W2"] + params["b2"]


# %% wrong: sixty_four_pixels
"""scores fails with ValueError"""


def scores(params, X):
    X = np.reshape(X, (-1, 64)) if len(X) > 2 else X
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


# %% wrong: biases_added_in_place
"""was changed by scores"""


def scores(params, X):
    params["b2"] += 0 * params["b2"] + 1e-9
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


# %% wrong: standardises_the_images
"""scores of"""


def scores(params, X):
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-9) if len(X) > 2 else X
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


# %% wrong: one_image_only
"""scores of"""


def scores(params, X):
    return (
        np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
        if len(X) < 3
        else (np.tanh(X[0] @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])
    )


# %% wrong: fresh_biases_swapped
"""the bias of the last layer is missing, or the other one stands in its"""


def scores(params, X):
    h = np.tanh(X @ params["W1"] + params["b2"][: params["W1"].shape[1]])
    return h @ params["W2"] + params["b1"][:1]


# %% wrong: cut_off
"""scores may be of any size, and nothing is cut off"""


def scores(params, X):
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    return np.clip(hidden @ params["W2"] + params["b2"], -30, 30)

# %% wrong: tanh_of_the_inputs
"""tanh is taken of X @ W1 + b1, not of X"""


def scores(params, X):
    hidden = np.tanh(X) @ params["W1"] + params["b1"]
    return hidden @ params["W2"] + params["b2"]
