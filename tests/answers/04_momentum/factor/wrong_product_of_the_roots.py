"""the two roots multiply to β"""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return beta
    return (abs(s) + np.sqrt(s * s - 4 * beta)) / 2
