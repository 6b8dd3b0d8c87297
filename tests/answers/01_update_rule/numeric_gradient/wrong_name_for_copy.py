"""`a = w` is no copy"""


def numeric_gradient(f, w):
    h, gradient = 6e-6, np.zeros(len(w))
    for i in range(len(w)):
        ahead, behind = w, w
        ahead[i] += h
        behind[i] -= h
        gradient[i] = (f(ahead) - f(behind)) / (2 * h)
    return gradient
