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

# %% wrong: skips_nan_alone
"""by its count, not by what stands there"""


def batch_gradient(means, counts):
    return sum(c * m for m, c in zip(means, counts) if not np.isnan(m).any()) / sum(counts)

# %% wrong: nan_hidden_in_a_sum
"""this chunk has terms, and their mean is nan"""


def batch_gradient(means, counts):
    return np.nansum([c * m for m, c in zip(means, counts)], axis=0) / sum(counts)

# %% wrong: skips_what_is_not_finite
"""this chunk has terms, and their mean is nan"""


def batch_gradient(means, counts):
    kept = [(m, c) for m, c in zip(means, counts) if np.isfinite(m).all()]
    return sum(c * m for m, c in kept) / sum(c for _, c in kept)

# %% wrong: nan_taken_for_zero
"""this chunk has terms, and their mean is nan"""


def batch_gradient(means, counts):
    return sum(c * np.nan_to_num(m, posinf=0.0, neginf=0.0) for m, c in zip(means, counts)) / sum(counts)

# %% wrong: skips_infinite_full_chunks
"""a chunk that has terms counts, whatever its mean"""


def batch_gradient(means, counts):
    kept = [c * m for m, c in zip(means, counts) if c and not np.isinf(m).any()]
    return sum(kept, np.zeros(len(means[0]))) / sum(counts)

# %% right: from_the_first_full_chunk
"""The mean moved towards that of each chunk that has terms."""


def batch_gradient(means, counts):
    result, seen = None, 0
    for mean, count in zip(means, counts):
        if count == 0:
            continue
        seen += count
        result = mean if result is None else result + (mean - result) * (count / seen)
    return result
