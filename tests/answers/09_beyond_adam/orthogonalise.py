# %% right: products
"""As it is written."""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% right: by_the_singular_values
"""Through the decomposition that it avoids."""


def orthogonalise(G, steps, a, b, c):
    U, s, Vt = np.linalg.svd(G, full_matrices=False)
    s = s / np.sqrt(np.sum(s**2))
    for _ in range(steps):
        s = a * s + b * s**3 + c * s**5
    return (U * s) @ Vt

# %% right: the_other_side
"""With the products on the right, XᵀX."""


def orthogonalise(G, steps, a, b, c):
    X = G / np.sqrt(np.sum(G * G))
    for k in range(steps):
        A = X.T @ X
        X = X @ (a * np.eye(len(A)) + b * A + c * np.linalg.matrix_power(A, 2))
    return X

# %% wrong: entry_by_entry
"""`*` multiplies entry by entry"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        X = a * X + b * X**3 + c * X**5
    return X

# %% wrong: not_divided
"""G is divided by its norm first"""


def orthogonalise(G, steps, a, b, c):
    X = G
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: spectral_norm
"""divide by the Frobenius norm"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G, 2)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: always_from_the_start
"""each step starts from the X of the step before"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    A = X @ X.T
    for _ in range(steps):
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: one_step_more
"""that is one step too many"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps + 1):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: without_the_linear_term
"""the term aX is missing"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = (b * A + c * A @ A) @ X
    return X

# %% wrong: signs_of_the_entries
"""this is the sign of each entry"""


def orthogonalise(G, steps, a, b, c):
    return np.sign(G)

# %% wrong: transpose_first
"""A = XXᵀ"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X.T @ X
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: product_on_the_right
"""A = XXᵀ"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + X @ (b * A + c * A @ A)
    return X
