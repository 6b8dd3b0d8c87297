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

# %% wrong: first_chunk_unasked
"""leave an empty chunk out by its count"""


def batch_gradient(means, counts):
    total = means[0] * counts[0]
    for mean, count in zip(means[1:], counts[1:]):
        if count > 0:
            total = total + mean * count
    return total / sum(counts)

# %% wrong: a_zero_for_each_chunk
"""as long as one mean, not as long as the list of chunks"""


def batch_gradient(means, counts):
    total = np.zeros(len(means))
    for mean, count in zip(means, counts):
        if count > 0:
            total = total + mean * count
    return total / sum(counts)

# %% wrong: one_mean_over_all_entries
"""add up the chunks, not the numbers of one mean"""


def batch_gradient(means, counts):
    total = 0
    for mean, count in zip(means, counts):
        if count > 0:
            total += np.sum(mean) * count
    return total / sum(counts)

# %% wrong: counts_along_the_columns
"""a count belongs to a chunk, not to a column"""


def batch_gradient(means, counts):
    return np.sum(np.array(counts) * np.array(means), axis=0) / sum(counts)

# %% wrong: whole_division
"""`//` cuts off what follows the point"""


def batch_gradient(means, counts):
    return sum(c * m for m, c in zip(means, counts) if c) // sum(counts)

# %% wrong: more_than_one_term
"""a chunk of a single term counts as well"""


def batch_gradient(means, counts):
    return sum(c * m for m, c in zip(means, counts) if c > 1) / sum(counts)

# %% wrong: last_chunk_left_out
"""the last chunk is missing in the sum"""


def batch_gradient(means, counts):
    total = counts[0] * means[0] if counts[0] else 0 * np.nan_to_num(means[0])
    for i in range(1, max(2, len(means) - 1)):
        if i < len(means) and counts[i]:
            total = total + counts[i] * means[i]
    return total / sum(counts)

# %% wrong: made_like_the_first_mean
"""an array of whole numbers cannot hold fractions"""


def batch_gradient(means, counts):
    result = np.zeros_like(means[0])
    for mean, count in zip(means, counts):
        if count:
            result += mean * count / sum(counts)
    return result

# %% wrong: cut_to_whole_numbers
"""an array of whole numbers cuts off what follows the point"""


def batch_gradient(means, counts):
    result = np.zeros_like(means[0])
    for i in range(len(result)):
        result[i] = sum(c * m[i] for m, c in zip(means, counts) if c) / sum(counts)
    return result

# %% wrong: average_without_an_axis
"""np.average needs axis=0"""


def batch_gradient(means, counts):
    return np.average(means, weights=counts)

# %% wrong: first_chunk_twice
"""the first chunk counts twice"""


def batch_gradient(means, counts):
    total = means[0] * counts[0]
    for mean, count in zip(means, counts):
        if count > 0:
            total = total + mean * count
    return total / sum(counts)

# %% wrong: break_at_an_empty_chunk
"""continue, not break"""


def batch_gradient(means, counts):
    total = 0
    for mean, count in zip(means, counts):
        if count == 0:
            break
        total = total + mean * count
    return total / sum(counts)

# %% wrong: fourth_break_at_empty
"""the others still count"""


def batch_gradient(means, counts):
    total, terms = 0, 0
    for mean, count in zip(means, counts):
        if count == 0:
            break
        total = total + count * mean
        terms += count
    return total / terms

# %% wrong: fourth_counts_not_filtered
"""no longer belong to their means"""


def batch_gradient(means, counts):
    means = [mean for mean, count in zip(means, counts) if count > 0]
    total = 0
    for mean, count in zip(means, counts):
        total = total + count * mean
    return total / sum(counts)
