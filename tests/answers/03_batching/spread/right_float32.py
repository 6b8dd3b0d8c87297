"""In single precision, by the norm."""


def spread(gradients, batches):
    gradients = np.asarray(gradients, dtype=np.float32)
    full = gradients.mean(axis=0)
    return np.mean([np.linalg.norm(gradients[list(rows)].mean(axis=0) - full) ** 2 for rows in batches], dtype=np.float32)
