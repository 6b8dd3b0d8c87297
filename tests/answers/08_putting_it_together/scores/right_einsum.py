def scores(params, X):
    hidden = np.tanh(np.einsum("ni,ih->nh", X, params["W1"]) + params["b1"])
    return np.einsum("nh,hc->nc", hidden, params["W2"]) + params["b2"]
