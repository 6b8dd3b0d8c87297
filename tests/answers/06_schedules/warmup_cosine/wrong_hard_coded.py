"""expected"""


def warmup_cosine(t, peak, warmup, steps, end):
    rates = [0.25, 0.5, 0.75, 1, 1, 0.933, 0.75, 0.5, 0.25, 0.067, 0]
    return peak * np.array(rates)[np.minimum(t, 11) - 1]
