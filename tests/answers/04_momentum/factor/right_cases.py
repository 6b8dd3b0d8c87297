"""Real and complex roots apart."""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return beta**0.5
    return (abs(s) + (s * s - 4 * beta) ** 0.5) / 2
