"""this is gradient descent's factor"""


def factor(product, beta):
    return abs(1 - product)
