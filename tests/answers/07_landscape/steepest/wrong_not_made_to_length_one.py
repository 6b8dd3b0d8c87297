"""make u to length 1 at the beginning"""


def steepest(grad, w, u, iterations):
    for _ in range(iterations):
        u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, u
