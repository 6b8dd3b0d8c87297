def steepest(grad, w, u, iterations):
    h, u = 1e-4, np.array(u) / np.sqrt(np.sum(u**2))
    for _ in range(iterations + 1):
        Hu = (grad(w + h * u) - grad(w - h * u)) / (2 * h)
        curvature, direction = np.dot(u, Hu), u
        u = Hu / np.linalg.norm(Hu)
    return float(curvature), direction
