"""the largest in value"""


def steepest(grad, w, u, iterations):
    H = np.array([(grad(w + 1e-4 * e) - grad(w - 1e-4 * e)) / 2e-4 for e in np.eye(len(w))])
    values, vectors = np.linalg.eigh((H + H.T) / 2)
    return values[-1], vectors[:, -1]
