"""By the formula for the roots."""


def factor(product, beta):
    s = 1 + beta - product
    root = np.sqrt(complex(s**2 - 4 * beta))
    return max(abs(s + root), abs(s - root)) / 2
