"""the curvature of ½ w·Hw"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
    u = u / np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, u
