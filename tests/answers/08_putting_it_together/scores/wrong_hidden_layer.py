"""this is the hidden layer"""


def scores(params, X):
    return np.tanh(X @ params["W1"] + params["b1"])
