"""this bounds the sum of the roots"""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return 2 * np.sqrt(beta)
    return (abs(s) + np.sqrt(s * s - 4 * beta)) / 2
