"""take the largest modulus, not the largest root"""


def factor(product, beta):
    roots = np.roots([1, product - 1 - beta, beta])
    return abs(max(roots, key=lambda r: (r.real, r.imag)))
