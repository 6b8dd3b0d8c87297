def standardise(X):
    mean = np.average(X, axis=0)
    scale = np.array([deviation if deviation > 0 else 1.0 for deviation in np.std(X, axis=0)])
    return [((X - mean) / scale).tolist(), mean.tolist(), scale.tolist()]
