"""each coordinate has to be moved back"""


def numeric_gradient(f, w):
    h, gradient, move = 6e-6, [], np.zeros(len(w))
    for i in range(len(w)):
        move[i] = h
        gradient.append((f(w + move) - f(w - move)) / (2 * h))
    return np.array(gradient)
