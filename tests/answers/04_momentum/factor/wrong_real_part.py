"""this is the real part of the roots"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1 - beta, beta]).real).max()
