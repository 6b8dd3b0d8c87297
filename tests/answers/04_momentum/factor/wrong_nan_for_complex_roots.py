"""np.sqrt of a negative number would be nan"""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return np.nan
    return (abs(s) + np.sqrt(s * s - 4 * beta)) / 2
