"""The chapter's pieces, with tanh and the penalty."""


def loss_and_gradient(params, X, y, decay):
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(len(y)), y]))
    p[np.arange(len(y)), y] -= 1
    gradient, slope = {}, p / len(y)
    for layer, inputs in ((2, h), (1, X)):
        W = params[f"W{layer}"]
        loss += 0.5 * decay * np.sum(W * W)
        gradient |= {f"W{layer}": inputs.T @ slope + decay * W, f"b{layer}": slope.sum(axis=0)}
        slope = slope @ W.T * (1 - inputs**2)
    return loss, gradient
