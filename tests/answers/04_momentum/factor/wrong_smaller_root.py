"""this is the smaller of the two roots"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1 - beta, beta])).min()
