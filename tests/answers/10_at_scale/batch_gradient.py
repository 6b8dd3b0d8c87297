# %% right: in_a_loop
def batch_gradient(means, counts):
    total, terms = 0.0, 0
    for mean, count in zip(means, counts):
        if count > 0:
            total = total + count * mean
            terms += count
    return total / terms

# %% right: with_average
def batch_gradient(means, counts):
    kept = [i for i, count in enumerate(counts) if count]
    return np.average([means[i] for i in kept], axis=0, weights=[counts[i] for i in kept])

# %% right: as_a_product
"""The sums as a product of the counts and a matrix of means."""


def batch_gradient(means, counts):
    counts = np.array(counts, float)
    sums = counts @ np.where(counts[:, np.newaxis] > 0, means, 0.0)
    return sums / counts.sum()

# %% right: as_a_list
def batch_gradient(means, counts):
    n = sum(counts)
    return [sum(c * m[i] for m, c in zip(means, counts) if c) / n for i in range(len(means[0]))]

# %% wrong: mean_of_means
"""each term counts alike, and so a chunk counts by its terms"""


def batch_gradient(means, counts):
    return np.mean([m for m, c in zip(means, counts) if c], axis=0)

# %% wrong: sum_of_terms
"""this is the sum over all terms; divide by their number"""


def batch_gradient(means, counts):
    return sum(c * m for m, c in zip(means, counts) if c)

# %% wrong: divided_by_chunks
"""divide by the number of terms, not by the number of chunks"""


def batch_gradient(means, counts):
    return sum(c * m for m, c in zip(means, counts) if c) / len(counts)

# %% wrong: sum_of_means
"""these are sums of means; a mean times its count is a sum"""


def batch_gradient(means, counts):
    return sum(m for m, c in zip(means, counts) if c) / sum(counts)

# %% wrong: weights_reversed
"""the larger chunk has the larger weight"""


def batch_gradient(means, counts):
    return sum(c * m for m, c in zip(means, counts[::-1]) if c) / sum(counts)

# %% wrong: empty_is_nan
"""0 times nan is nan: leave an empty chunk out"""


def batch_gradient(means, counts):
    return sum(c * m for m, c in zip(means, counts)) / sum(counts)
