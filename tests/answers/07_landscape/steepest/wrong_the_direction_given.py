"""the direction that you were given"""


def steepest(grad, w, u, iterations):
    start = u / np.linalg.norm(u)
    u = start
    for _ in range(iterations):
        u = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = u / np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, start
