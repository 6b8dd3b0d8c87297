"""take abs(r) of each"""


def factor(product, beta):
    return np.roots([1, product - 1 - beta, beta]).max()
