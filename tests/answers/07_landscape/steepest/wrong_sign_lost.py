"""the sign is missing"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        Hu = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        u = Hu / np.linalg.norm(Hu)
    return np.linalg.norm((grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4), u
