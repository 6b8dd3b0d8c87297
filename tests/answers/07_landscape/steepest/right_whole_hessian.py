"""The whole Hessian, one column at a time, and powers of it."""


def steepest(grad, w, u, iterations):
    H = np.array([(grad(w + 1e-4 * e) - grad(w - 1e-4 * e)) / 2e-4 for e in np.eye(len(w))])
    u = u / np.linalg.norm(u)
    for _ in range(iterations):
        u = H @ u / np.linalg.norm(H @ u)
    return u @ H @ u, u
