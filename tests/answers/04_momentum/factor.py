# %% right: cases
"""Real and complex roots apart."""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return beta**0.5
    return (abs(s) + (s * s - 4 * beta) ** 0.5) / 2

# %% right: formula
"""By the formula for the roots."""


def factor(product, beta):
    s = 1 + beta - product
    root = np.sqrt(complex(s**2 - 4 * beta))
    return max(abs(s + root), abs(s - root)) / 2

# %% right: matrix
"""As the largest eigenvalue of one step of (error, error before)."""


def factor(product, beta):
    step = np.array([[1 + beta - product, -beta], [1, 0]])
    return np.abs(np.linalg.eigvals(step)).max()

# %% wrong: always_the_root_of_beta
"""only complex ones have the modulus √β"""


def factor(product, beta):
    return np.sqrt(beta)

# %% wrong: both_roots
"""return the larger of the two"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1 - beta, beta]))

# %% wrong: hard_coded
"""factor(1.6, 0.04)"""


def factor(product, beta):
    return 0.9 if beta == 0.81 else 0.8

# %% wrong: modulus_of_the_largest
"""take the largest modulus, not the largest root"""


def factor(product, beta):
    roots = np.roots([1, product - 1 - beta, beta])
    return abs(max(roots, key=lambda r: (r.real, r.imag)))

# %% wrong: nan_for_complex_roots
"""the root of a negative number is nan in np.sqrt"""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return np.nan
    return (abs(s) + np.sqrt(s * s - 4 * beta)) / 2

# %% wrong: product_of_the_roots
"""the two roots multiply to β"""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return beta
    return (abs(s) + np.sqrt(s * s - 4 * beta)) / 2

# %% wrong: real_part
"""this is the real part of the roots"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1 - beta, beta]).real).max()

# %% wrong: root_for_its_modulus
"""take the modulus, abs(r), of each root"""


def factor(product, beta):
    return np.roots([1, product - 1 - beta, beta]).max()

# %% wrong: smaller_root
"""this is the smaller of the two roots"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1 - beta, beta])).min()

# %% wrong: twice_the_root
"""this is twice the modulus"""


def factor(product, beta):
    s = 1 + beta - product
    if s * s < 4 * beta:
        return 2 * np.sqrt(beta)
    return (abs(s) + np.sqrt(s * s - 4 * beta)) / 2

# %% wrong: without_momentum
"""this is gradient descent's factor"""


def factor(product, beta):
    return abs(1 - product)

# %% wrong: imaginary_part
"""this is the imaginary part of the roots"""

def factor(product, beta):
    return np.abs(np.roots([1, product - 1 - beta, beta]).imag).max() or np.sqrt(beta)

# %% wrong: largest_of_complex_numbers
"""a complex number has no order"""

def factor(product, beta):
    return max(np.roots([1, product - 1 - beta, beta]).tolist())

# %% wrong: math_sqrt
"""math.sqrt takes no negative number"""

import math

def factor(product, beta):
    b = 1 + beta - product
    root = math.sqrt(b * b - 4 * beta)
    return max(abs(b + root), abs(b - root)) / 2

# %% wrong: largest_root_if_real
"""the largest root is not"""

def factor(product, beta):
    b = 1 + beta - product
    d = b * b - 4 * beta
    return np.sqrt(beta) if d < 0 else (b + np.sqrt(d)) / 2

# %% right: eigenvalues_of_the_step
def factor(product, beta):
    step = np.array([[1 + beta - product, -beta], [1, 0]])
    return np.abs(np.linalg.eigvals(step)).max()

# %% right: with_cmath
import cmath

def factor(product, beta):
    b = 1 + beta - product
    root = cmath.sqrt(b * b - 4 * beta)
    return max(abs(b + root), abs(b - root)) / 2

# %% wrong: coefficients_reversed
"""these are the reciprocals"""


def factor(product, beta):
    return np.max(np.abs(np.roots([beta, -(1 + beta - product), 1])))

# %% wrong: minus_beta
"""the constant is β, not −β"""


def factor(product, beta):
    return max(abs(np.roots([1, product - 1 - beta, -beta])))

# %% wrong: sum_of_the_moduli
"""this is half of their sum"""


def factor(product, beta):
    return np.mean(np.abs(np.roots([1, product - 1 - beta, beta])))

# %% wrong: sign_of_beta_in_the_middle
"""1 + β is subtracted whole"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1 + beta, beta])).max()

# %% wrong: sign_of_eta_lambda
"""the roots add up to 1 + β − ηλ"""


def factor(product, beta):
    return max(abs(np.roots([1, -(1 + beta + product), beta])))

# %% wrong: beta_missing_in_the_middle
"""the β is missing in the middle"""


def factor(product, beta):
    return np.abs(np.roots([1, product - 1, beta])).max()

# %% wrong: quarter_of_the_discriminant
"""under the root stands p²/4 − β"""


def factor(product, beta):
    middle = 1 + beta - product
    return max(abs(middle + sign * np.sqrt(middle**2 - beta + 0j)) / 2 for sign in (1, -1))
