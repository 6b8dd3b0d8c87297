"""the penalty has decay / 2"""


def loss_and_gradient(params, X, y, decay):
    h = np.tanh(X @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    right = np.arange(len(y)), y
    loss = -np.mean(np.log(p[right])) + decay * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    p[right] -= 1
    p /= len(y)
    back = p @ params["W2"].T * (1 - h**2)
    return loss, {"W1": X.T @ back + decay * params["W1"], "b1": back.sum(axis=0), "W2": h.T @ p + decay * params["W2"], "b2": p.sum(axis=0)}
