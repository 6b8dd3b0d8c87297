def standardise(X):
    Z = X.copy()
    mean = Z.mean(axis=0)
    Z -= mean
    scale = np.sqrt(np.mean(Z * Z, axis=0))
    scale[scale == 0] = 1
    Z /= scale
    return Z, mean, scale
