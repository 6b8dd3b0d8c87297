"""random cubic function"""


def numeric_gradient(f, w):
    return np.array([8.0, 3.0])
