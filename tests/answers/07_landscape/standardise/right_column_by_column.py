def standardise(X):
    columns, means, scales = [], [], []
    for column in X.T:
        mean = sum(column) / len(column)
        scale = np.sqrt(sum((column - mean) ** 2) / len(column)) or 1.0
        columns.append((column - mean) / scale)
        means.append(mean)
        scales.append(scale)
    return np.array(columns).T, means, scales
