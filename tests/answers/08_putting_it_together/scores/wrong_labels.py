"""scores of x = 0.5 and x = -1"""


def scores(params, X):
    return (np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]).argmax(axis=1)
