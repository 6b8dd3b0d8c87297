"""each call starts anew"""

memory = {"m": 0.0, "v": 0.0, "t": 0}


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    steps = []
    for g in gradients:
        memory["t"] += 1
        memory["m"] = beta1 * memory["m"] + (1 - beta1) * g
        memory["v"] = beta2 * memory["v"] + (1 - beta2) * g**2
        m_hat = memory["m"] / (1 - beta1 ** memory["t"])
        v_hat = memory["v"] / (1 - beta2 ** memory["t"])
        steps.append(lr * m_hat / (np.sqrt(v_hat) + eps))
    return steps
