"""A mean that is brought up to date with each portion."""


def accumulate(gradient, X, y, size):
    mean, seen = 0.0, 0
    while seen < len(X):
        part = X[seen : seen + size]
        share = len(part) / (seen + len(part))
        mean = mean + share * (gradient(part, y[seen : seen + size]) - mean)
        seen += len(part)
    return mean
