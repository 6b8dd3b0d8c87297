# %% right: power_iteration
"""By power iteration on the Hessian."""


def stability_limit(X):
    u = np.ones(X.shape[1])
    for _ in range(5000):
        v = X.T @ (X @ u) / len(X)
        u = v / np.linalg.norm(v)
    return float(2 / (u @ (X.T @ (X @ u)) * (1 / len(X))))

# %% right: rows_for_columns
def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X @ X.T / len(X)).max()  # XXᵀ has the same eigenvalues as XᵀX, and zeros

# %% right: svd
"""By the singular values of X."""


def stability_limit(X):
    return 2 * len(X) / np.linalg.norm(X, ord=2) ** 2

# %% wrong: all_directions
"""the lowest of them holds"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / len(X))

# %% wrong: best_rate_for_limit
"""this is the best fixed rate"""


def stability_limit(X):
    curvatures = np.linalg.eigvalsh(X.T @ X / len(X))
    return 2 / (curvatures.min() + curvatures.max())

# %% wrong: elementwise_product
"""could not be broadcast"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T * X / len(X)).max()

# %% wrong: flattest_direction
"""the steepest direction decides"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / len(X)).min()

# %% wrong: forgets_to_return
"""a `return` is missing"""


def stability_limit(X):
    print(2 / np.linalg.eigvalsh(X.T @ X / len(X)).max())

# %% wrong: half_of_it
"""where the jumping begins"""


def stability_limit(X):
    return 1 / np.linalg.eigvalsh(X.T @ X / len(X)).max()

# %% wrong: half_of_the_hessian
"""the 2 of 1/(2N) is gone"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / (2 * len(X))).max()

# %% wrong: hard_coded
"""random array of shape"""


def stability_limit(X):
    return 4 / 9

# %% wrong: magic_two
"""2 is the limit only where the largest curvature is 1"""


def stability_limit(X):
    return 2

# %% wrong: root_of_the_curvature
"""2 over the curvature itself"""


def stability_limit(X):
    return 2 / np.sqrt(np.linalg.eigvalsh(X.T @ X / len(X)).max())

# %% wrong: steepest_column
"""columns that are correlated"""


def stability_limit(X):
    return 2 / np.mean(X**2, axis=0).max()

# %% wrong: sum_for_mean
"""the mean over the examples, 1/N, is missing"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X).max()

# %% wrong: norm_of_the_matrix
"""the root of the sum of its squares"""

def stability_limit(X):
    return 2 / np.linalg.norm(X.T @ X / len(X))

# %% wrong: determinant
"""you took the determinant"""

def stability_limit(X):
    return 2 / np.linalg.det(X.T @ X / len(X))

# %% wrong: mean_curvature
"""you took the mean of the curvatures"""

def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / len(X)).mean()

# %% wrong: eigenvalues_of_x_itself
"""np.linalg.eigvalsh wants a square matrix"""

def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X).max()

# %% wrong: shapes_do_not_fit
"""the shapes do not fit"""

def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X @ X / len(X)).max()

# %% wrong: four_rows_always
"""N is the number of rows, whatever it was in the example"""

def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / 8).max()

# %% right: by_singular_values
def stability_limit(X):
    return 2 * len(X) / np.linalg.svd(X, compute_uv=False)[0] ** 2

# %% right: by_the_spectral_norm
def stability_limit(X):
    return 2 / (np.linalg.norm(X, 2) ** 2 / X.shape[0])

# %% right: from_the_examples_side
def stability_limit(X):
    return 2 / (np.linalg.eigvalsh(X @ X.T)[-1] / len(X))

# %% wrong: larger_side_of_x
"""N is the number of rows, also where there are more columns than rows"""

def stability_limit(X):
    return 2 * max(X.shape) / np.linalg.svd(X, compute_uv=False)[0] ** 2

# %% wrong: covariance
"""np.cov subtracts the means; XᵀX/N does not"""

def stability_limit(X):
    return 2 / np.linalg.eigvalsh(np.cov(X.T, bias=True)).max()

# %% wrong: covariance_by_n_minus_one
"""np.cov subtracts the means and divides by N − 1; XᵀX/N does neither"""

def stability_limit(X):
    return 2 / np.linalg.eigvalsh(np.cov(X, rowvar=False)).max()

# %% wrong: frobenius_norm
"""you added all the curvatures up"""


def stability_limit(X):
    return 2 * len(X) / np.linalg.norm(X) ** 2

# %% wrong: divided_by_n_minus_one
"""you divided by N − 1"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / (len(X) - 1)).max()

# %% wrong: singular_value_not_squared
"""has to be squared, before N divides it"""


def stability_limit(X):
    return 2 / (np.linalg.norm(X, 2) / len(X))

# %% wrong: number_squared_too
"""N is not squared"""


def stability_limit(X):
    return 2 / (np.linalg.norm(X, 2) / len(X)) ** 2

# %% wrong: n_divides_the_limit
"""N divides XᵀX, and not the limit"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X).max() / len(X)

# %% wrong: size_for_the_number_of_rows
"""N is the number of rows, len(X)"""


def stability_limit(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / X.size).max()

# %% wrong: takes_eigh_for_eigvalsh
"""eigh and eig return two"""


def stability_limit(X):
    return 2 / np.linalg.eigh(X.T @ X / len(X)).max()
