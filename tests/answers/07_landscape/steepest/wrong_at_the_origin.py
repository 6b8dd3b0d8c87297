"""those at w, not those at 0"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = (grad(1e-4 * u) - grad(-1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u @ (grad(1e-4 * u) - grad(-1e-4 * u)) / 2e-4, u
