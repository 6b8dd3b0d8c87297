"""A loop, one coordinate at a time."""


def numeric_gradient(f, w):
    gradient = np.empty(len(w))
    for i in range(len(w)):
        ahead, behind = w.copy(), w.copy()
        ahead[i] += 6e-6
        behind[i] -= 6e-6
        gradient[i] = (f(ahead) - f(behind)) / (ahead[i] - behind[i])
    return gradient
