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
    (*_,) = sorted(np.linalg.eigvals(hessian).real)
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
"""so both signs are there"""


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


# %% right: rounded_to_zero
"""What counts as zero is made zero, and then the signs are counted."""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigh(hessian)[0]
    signs = {int(np.sign(c)) if abs(c) > tolerance else 0 for c in curvatures}
    if {1, -1} <= signs:
        return "saddle"
    return {frozenset([1]): "minimum", frozenset([-1]): "maximum"}.get(frozenset(signs), "undecided")


# %% right: smallest_first
"""By the smallest and the largest, as Python numbers."""


def classify(hessian, tolerance):
    low, *_, high = [*np.linalg.eigvalsh(hessian).tolist()] * 2
    low, high = min(np.linalg.eigvalsh(hessian)), max(np.linalg.eigvalsh(hessian))
    if low < -tolerance and high > tolerance:
        return "Saddle"
    if low > tolerance:
        return "Minimum"
    if high < -tolerance:
        return "Maximum"
    return "Undecided"


# %% wrong: curvatures_returned
"""return the word, not the curvatures"""


def classify(hessian, tolerance):
    return np.linalg.eigvalsh(hessian)


# %% wrong: minimum_and_maximum_swapped
"""positive curvatures bend up"""


def classify(hessian, tolerance):
    c = np.linalg.eigvalsh(hessian)
    if (c > tolerance).any() and (c < -tolerance).any():
        return "saddle"
    return "maximum" if (c > tolerance).all() else "minimum" if (c < -tolerance).all() else "undecided"


# %% wrong: relative_tolerance
"""an absolute tolerance is given"""


def classify(hessian, tolerance):
    c = np.linalg.eigvalsh(hessian)
    zero = tolerance * abs(c).max() if len(c) > 1 and abs(c).max() > 1e3 else tolerance
    if (c > zero).any() and (c < -zero).any():
        return "saddle"
    return "minimum" if (c > zero).all() else "maximum" if (c < -zero).all() else "undecided"


# %% wrong: trace
"""classify of a matrix"""


def classify(hessian, tolerance):
    t = np.trace(hessian)
    return "minimum" if t > tolerance else "maximum" if t < -tolerance else "undecided"


# %% wrong: row_sums
"""classify of a matrix"""


def classify(hessian, tolerance):
    s = hessian.sum(axis=1)
    if (s > tolerance).any() and (s < -tolerance).any():
        return "saddle"
    return "minimum" if (s > tolerance).all() else "maximum" if (s < -tolerance).all() else "undecided"


# %% wrong: entries_for_eigenvalues
"""classify of a matrix"""


def classify(hessian, tolerance):
    c = np.ravel(hessian)
    if (c > tolerance).any() and (c < -tolerance).any():
        return "saddle"
    return "minimum" if (c >= 0).all() and c.any() else "maximum"


# %% wrong: two_by_two_only
"""classify fails with"""


def classify(hessian, tolerance):
    (a, b), (_, c) = hessian
    if a * c - b * b < -tolerance:
        return "saddle"
    if abs(a * c - b * b) <= tolerance:
        return "undecided"
    return "minimum" if a > 0 else "maximum"


# %% wrong: first_and_last_of_eig
"""classify of a matrix"""


def classify(hessian, tolerance):
    c = np.linalg.eigvals(hessian[:2, :2])
    if (c > tolerance).any() and (c < -tolerance).any():
        return "saddle"
    return "minimum" if (c > tolerance).all() else "maximum" if (c < -tolerance).all() else "undecided"


# %% wrong: one_negative_is_a_maximum
"""classify of a matrix"""


def classify(hessian, tolerance):
    c = np.linalg.eigvalsh(hessian)
    if (c < -tolerance).any():
        return "maximum"
    return "minimum" if (c > tolerance).all() else "undecided"


# %% wrong: one_zero_is_undecided
"""both signs are there, and that settles it"""


def classify(hessian, tolerance):
    c = np.linalg.eigvalsh(hessian)
    if (abs(c) <= tolerance).any():
        return "undecided"
    return "minimum" if (c > 0).all() else "maximum" if (c < 0).all() else "saddle"


# %% wrong: alone_in_one_dimension
"""one direction is enough for a maximum"""


def classify(hessian, tolerance):
    c = np.linalg.eigvalsh(hessian)
    if len(c) < 2:
        return "undecided"
    if (c > tolerance).any() and (c < -tolerance).any():
        return "saddle"
    return "minimum" if (c > tolerance).all() else "maximum" if (c < -tolerance).all() else "undecided"


# %% wrong: symmetrises_in_place
"""hessian was changed by classify"""


def classify(hessian, tolerance):
    hessian += hessian.T.copy()
    c = np.linalg.eigvalsh(hessian) / 2
    if (c > tolerance).any() and (c < -tolerance).any():
        return "saddle"
    return "minimum" if (c > tolerance).all() else "maximum" if (c < -tolerance).all() else "undecided"


# %% wrong: fresh_absolute_eigenvalues
"""keep the signs: the sizes of the curvatures do not tell up from down"""


def classify(hessian, tolerance):
    c = np.abs(np.linalg.eigvalsh(hessian))
    return "minimum" if (c > tolerance).all() else "undecided"


# %% wrong: entries
"""not the entries of the matrix"""


def classify(hessian, tolerance):
    curvatures = hessian
    up, down = curvatures > tolerance, curvatures < -tolerance
    if up.any() and down.any():
        return "saddle"
    if up.all():
        return "minimum"
    if down.all():
        return "maximum"
    return "undecided"


# %% wrong: any_up
"""both curvatures are positive: a saddle needs one of each sign"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures > tolerance, curvatures < -tolerance
    if up.any():
        return "saddle"
    if up.all():
        return "minimum"
    if down.all():
        return "maximum"
    return "undecided"


# %% wrong: counts
"""however many there are of each"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures > tolerance, curvatures < -tolerance
    if up.sum() == down.sum():
        return "saddle"
    if up.all():
        return "minimum"
    if down.all():
        return "maximum"
    return "undecided"


# %% wrong: minmax
"""a curvature counts as zero"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures > tolerance, curvatures < -tolerance
    if curvatures.min() < 0 < curvatures.max():
        return "saddle"
    if up.all():
        return "minimum"
    if down.all():
        return "maximum"
    return "undecided"


# %% wrong: strip
"""the word is `saddle` alone"""


def classify(hessian, tolerance):
    curvatures = np.linalg.eigvalsh(hessian)
    up, down = curvatures > tolerance, curvatures < -tolerance
    if up.any() and down.any():
        return "saddle point"
    if up.all():
        return "minimum"
    if down.all():
        return "maximum"
    return "undecided"
