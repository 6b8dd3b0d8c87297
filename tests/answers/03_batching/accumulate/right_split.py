"""Cut by np.array_split, which makes portions of even size."""


def accumulate(gradient, X, y, size):
    portions = -(-len(X) // size)
    total = sum(len(y_part) * np.asarray(gradient(X_part, y_part))
                for X_part, y_part in zip(np.array_split(X, portions), np.array_split(y, portions)))
    return total / len(X)
