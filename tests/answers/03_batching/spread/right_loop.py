"""With loops and numbers."""


def spread(gradients, batches):
    N, d = gradients.shape
    full = [sum(gradients[i][j] for i in range(N)) / N for j in range(d)]
    total, count = 0.0, 0
    for rows in batches:
        count += 1
        for j in range(d):
            mean = sum(gradients[i][j] for i in rows) / len(rows)
            total += (mean - full[j]) ** 2
    return total / count
