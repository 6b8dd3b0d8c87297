"""this is Hu; divide by its length"""


def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for _ in range(iterations + 1):
        Hu = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        curvature = u @ Hu
        u = Hu / np.linalg.norm(Hu)
    return curvature, Hu
