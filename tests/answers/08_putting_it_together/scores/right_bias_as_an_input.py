def scores(params, X):
    def layer(inputs, W, b):
        return np.column_stack([inputs, np.ones(len(inputs))]) @ np.vstack([W, b])

    return layer(np.tanh(layer(X, params["W1"], params["b1"])), params["W2"], params["b2"])
