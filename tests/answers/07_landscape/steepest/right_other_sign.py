"""A list for the direction, with the other sign."""


def steepest(grad, w, u, iterations):
    def product(v):
        return (np.asarray(grad(w - 1e-4 * v)) - np.asarray(grad(w + 1e-4 * v))) / 2e-4

    u = -u / np.linalg.norm(u)
    for _ in range(iterations):
        u = product(u)
        u /= np.linalg.norm(u)
    return [-(u @ product(u)), list(u)]
