"""w was changed by numeric_gradient"""


def numeric_gradient(f, w):
    h = 6e-6
    gradient = []
    for i in range(len(w)):
        w[i] += h
        ahead = f(w)
        w[i] -= 2 * h
        behind = f(w)
        w[i] += h
        gradient.append((ahead - behind) / (2 * h))
    return np.array(gradient)
