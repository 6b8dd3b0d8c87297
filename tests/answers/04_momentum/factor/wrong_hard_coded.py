"""factor(1.6, 0.04)"""


def factor(product, beta):
    return 0.9 if beta == 0.81 else 0.8739387691
