# %% right: by_counting
"""Counts of either sign; capital letters."""


def classify(hessian, tolerance):
    curvatures = list(np.linalg.eigh(np.array(hessian))[0])
    up = sum(c > tolerance for c in curvatures)
    down = sum(c < -tolerance for c in curvatures)
    if up and down:
        return "Saddle"
    if up == len(curvatures):
        return "Minimum"
    return "Maximum" if down == len(curvatures) else "Undecided"

# %% right: by_signs
def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    signs = {0 if abs(curvature) <= tolerance else int(np.sign(curvature)) for curvature in curvatures}
    if {1, -1} <= signs:
        return "saddle"
    return {frozenset({1}): "minimum", frozenset({-1}): "maximum"}.get(frozenset(signs), "undecided")

# %% right: smallest_and_largest
def classify(hessian, tolerance):
    *_, = sorted(np.linalg.eigvals(hessian).real)
    smallest, largest = _[0], _[-1]
    if smallest < -tolerance and largest > tolerance:
        return "saddle"
    if smallest > tolerance:
        return "minimum"
    if largest < -tolerance:
        return "maximum"
    return "undecided"

# %% wrong: any_for_all
"""one curvature is negative: it is no minimum"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures > tolerance).all():
        return "minimum"
    if (curvatures < -tolerance).all():
        return "maximum"
    if (abs(curvatures) <= tolerance).any():
        return "minimum" if len(curvatures) > 2 and curvatures[-1] > tolerance else "undecided"
    return "saddle"

# %% wrong: determinant
"""the determinant is positive for two negative curvatures"""


def classify(hessian, tolerance):
    determinant = np.linalg.det(hessian)
    if abs(determinant) <= tolerance:
        return "undecided"
    return "minimum" if determinant > 0 else "saddle"

# %% wrong: diagonal
"""not at the diagonal"""


def classify(hessian, tolerance):
    curvatures = np.diag(hessian)
    if (curvatures > tolerance).any() and (curvatures < -tolerance).any():
        return "saddle"
    if (curvatures > tolerance).all():
        return "minimum"
    return "maximum" if (curvatures < -tolerance).all() else "undecided"

# %% wrong: eigenvalues_for_a_word
"""expected:       'minimum'"""


def classify(hessian, tolerance):
    return np.linalg.eigvalsh(hessian)

# %% wrong: hard_coded
"""classify of a matrix with eigenvalues"""


def classify(hessian, tolerance):
    known = {2.0: "minimum", -2.0: "maximum", 1.0: "saddle", 3.0: "undecided"}
    return known.get(float(hessian[0][0]), "undecided")

# %% wrong: mean_curvature
"""one negative curvature is enough"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if len(curvatures) == 2 and curvatures[0] < -tolerance < tolerance < curvatures[1]:
        return "saddle"
    if (abs(curvatures) <= tolerance).any():
        return "saddle" if curvatures[0] * curvatures[-1] < -tolerance else "undecided"
    if len(curvatures) == 4:
        return "saddle"
    return "minimum" if curvatures.mean() > 0 else "maximum"

# %% wrong: not_at_equality
"""`at most` includes equality"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures >= tolerance, curvatures <= -tolerance
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"

# %% wrong: returns_nothing
"""a `return` is missing"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    kind = "minimum" if (curvatures > tolerance).all() else "saddle"

# %% wrong: textbook_rule_for_two_variables
"""both signs are there"""


def classify(hessian, tolerance):
    determinant = np.linalg.det(hessian)
    if abs(determinant) <= tolerance:
        return "undecided"
    if determinant < 0:
        return "saddle"
    return "minimum" if hessian[0][0] > 0 else "maximum"

# %% wrong: tolerance_ignored
"""smaller in size than the tolerance"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures > 0).any() and (curvatures < 0).any():
        return "saddle"
    if (curvatures > 0).all():
        return "minimum"
    return "maximum" if (curvatures < 0).all() else "undecided"

# %% wrong: tolerance_of_its_own
"""use the one that is given"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures > 1e-6, curvatures < -1e-6
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    return "maximum" if down.all() else "undecided"

# %% wrong: zero_first
"""both signs are there"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (abs(curvatures) <= tolerance).any():
        return "undecided"
    if (curvatures > 0).all():
        return "minimum"
    return "maximum" if (curvatures < 0).all() else "saddle"

# %% wrong: zero_is_a_saddle
"""a saddle needs curvatures of both signs"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures > tolerance).all():
        return "minimum"
    return "maximum" if (curvatures < -tolerance).all() else "saddle"

# %% wrong: zero_is_no_harm
"""along that direction the function may rise, fall or stay level"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    if (curvatures >= -tolerance).all():
        return "minimum"
    return "maximum" if (curvatures <= tolerance).all() else "saddle"
