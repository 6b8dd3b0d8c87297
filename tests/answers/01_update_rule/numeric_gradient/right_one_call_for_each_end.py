"""All points at once, as the rows of two matrices."""


def numeric_gradient(f, w, h=3e-6):
    moves = h * np.identity(w.size)
    ahead, behind = (np.apply_along_axis(f, 1, w + sign * moves) for sign in (1, -1))
    return (ahead - behind) / (2 * h)
