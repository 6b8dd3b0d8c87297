def steepest(grad, w, u, iterations):
    u = u / np.linalg.norm(u)
    for turn in range(iterations + 1):
        Hu = (grad(w + 1e-4 * u) - grad(w - 1e-4 * u)) / 2e-4
        if turn < iterations:
            u = Hu / np.linalg.norm(Hu)
    return np.float32(u @ Hu), np.float32(u)
