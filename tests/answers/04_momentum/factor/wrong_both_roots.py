"""return the larger of the two"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1 - beta, beta]))
