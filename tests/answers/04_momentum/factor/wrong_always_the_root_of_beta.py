"""only complex roots have the modulus √β"""


def factor(product, beta):
    return np.sqrt(beta)
