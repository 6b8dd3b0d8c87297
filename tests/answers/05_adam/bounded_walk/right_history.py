"""With the list of all v, of which the last or the largest counts."""


def bounded_walk(gradients, rates, beta2, keep_largest):
    history, w = [0.0], np.zeros(())
    for t in range(len(gradients)):
        history.append(beta2 * history[-1] + (1 - beta2) * gradients[t] ** 2)
        size = np.sqrt(max(history) if keep_largest else history[-1])
        w = np.clip(w - rates[t] * gradients[t] / size, -1, 1)
    return w
