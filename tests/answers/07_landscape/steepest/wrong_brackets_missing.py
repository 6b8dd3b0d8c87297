"""put 2*h in brackets"""


def steepest(grad, w, u, iterations):
    h = 1e-4
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        Hu = (grad(w + h * u) - grad(w - h * u)) / 2*h
        u = Hu / np.linalg.norm(Hu)
    return u @ (grad(w + h * u) - grad(w - h * u)) / 2*h, u
