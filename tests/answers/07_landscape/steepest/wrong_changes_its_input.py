"""u was changed by steepest"""


def steepest(grad, w, u, iterations):
    u /= np.linalg.norm(u)
    for _ in range(iterations):
        u[:] = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u /= np.linalg.norm(u)
    return u @ (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4, u
