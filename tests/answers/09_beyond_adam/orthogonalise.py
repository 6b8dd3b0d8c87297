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
"""entry by entry"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        X = a * X + b * X**3 + c * X**5
    return X

# %% wrong: not_divided
"""G is divided by its norm once"""


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

# %% wrong: multiplies_g
"""multiplies X, not G"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ G
    return X

# %% wrong: brackets
"""bA is multiplied by X as well"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + b * A + c * A @ A @ X
    return X

# %% wrong: row_by_row
"""one norm for the whole of G, not one for each row"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G, axis=1, keepdims=True)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: norm_squared
"""the norm is a root"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.sum(G**2)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: square_entry_by_entry
"""A² is `A @ A`"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A**2) @ X
    return X

# %% wrong: one_step_less
"""as many new ones as `steps`"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(1, steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: b_and_c_exchanged
"""b goes with A, and c with A²"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (c * A + b * A @ A) @ X
    return X

# %% wrong: divided_in_every_step
"""divided by its norm once"""


def orthogonalise(G, steps, a, b, c):
    X = G
    for _ in range(steps):
        X = X / np.linalg.norm(X)
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: largest_entry
"""not by the largest entry"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.abs(G).max()
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: x_of_the_start
"""not that of the start"""


def orthogonalise(G, steps, a, b, c):
    start = X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * start + (b * A + c * A @ A) @ X
    return X

# %% wrong: in_place_on_whole_numbers
"""on an array of whole numbers cannot hold fractions"""


def orthogonalise(G, steps, a, b, c):
    X = G.copy()
    X /= np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: made_like_g
"""a whole-number array cuts off what follows the point"""


def orthogonalise(G, steps, a, b, c):
    X = np.empty_like(G)
    X[...] = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X

# %% wrong: a_x_a_for_a_squared_x
"""A² stands before X"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + b * A @ X + c * A @ X @ A
    return X

# %% wrong: square_of_the_sum
"""square each entry, and then add up"""


def orthogonalise(G, steps, a, b, c):
    X = G / np.sqrt(np.sum(G) ** 2)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X
