"""first the curvature, then the direction"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u, u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
