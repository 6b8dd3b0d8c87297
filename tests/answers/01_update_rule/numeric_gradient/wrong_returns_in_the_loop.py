"""the `return` may stand inside the loop"""


def numeric_gradient(f, w):
    h, gradient = 6e-6, np.zeros(len(w))
    for i in range(len(w)):
        move = np.zeros(len(w))
        move[i] = h
        gradient[i] = (f(w + move) - f(w - move)) / (2 * h)
        return gradient
