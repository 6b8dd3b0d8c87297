# %% right: by_squares
"""Mean of the squares minus square of the mean."""


def noise_scale(gradients):
    signal = np.linalg.norm(np.mean(gradients, axis=0)) ** 2
    return (np.mean(np.sum(gradients * gradients, axis=1)) - signal) / signal

# %% right: covariance
"""By the trace of the covariance."""


def noise_scale(gradients):
    g = np.average(gradients, axis=0)
    return np.trace((gradients - g).T @ (gradients - g)) / len(gradients) / np.dot(g, g)

# %% right: loop
"""With loops."""


def noise_scale(gradients):
    N, d = gradients.shape
    signal = noise = 0
    for j in range(d):
        mean = sum(gradients[:, j]) / N
        signal += mean**2
        noise += sum((g - mean) ** 2 for g in gradients[:, j]) / N
    return noise / signal

# %% wrong: changes_its_input
"""gradients was changed by noise_scale"""


def noise_scale(gradients):
    g = gradients.mean(axis=0)
    gradients -= g
    return np.mean(np.sum(gradients**2, axis=1)) / (g @ g)

# %% wrong: from_zero
"""measured from the mean gradient, not from 0"""


def noise_scale(gradients):
    return np.mean(np.sum(gradients**2, axis=1)) / np.sum(gradients.mean(axis=0) ** 2)

# %% wrong: length_not_squared
"""has to be squared"""


def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.linalg.norm(gradients.mean(axis=0))

# %% wrong: n_minus_one
"""here it is 1/N"""


def noise_scale(gradients):
    return gradients.var(axis=0, ddof=1).sum() / np.sum(gradients.mean(axis=0) ** 2)

# %% wrong: not_summed
"""an array of shape (2,)"""


def noise_scale(gradients):
    return gradients.var(axis=0) / gradients.mean(axis=0) ** 2

# %% wrong: one_variance_for_all
"""mixes the parameters"""


def noise_scale(gradients):
    return gradients.var() / np.sum(gradients.mean(axis=0) ** 2)

# %% wrong: standard_deviations
"""the variances are to be added up, not the standard deviations"""


def noise_scale(gradients):
    return gradients.std(axis=0).sum() / np.sum(np.abs(gradients.mean(axis=0)))

# %% wrong: upside_down
"""σ² stands above the line"""


def noise_scale(gradients):
    return np.sum(gradients.mean(axis=0) ** 2) / gradients.var(axis=0).sum()

# %% wrong: sum_for_mean
"""g is the mean of the rows, not their sum"""

def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.sum(gradients.sum(axis=0) ** 2)

# %% wrong: mean_of_squared_lengths
"""not the mean of the squared lengths"""

def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.mean(np.sum(gradients**2, axis=1))

# %% wrong: over_the_parameters
"""take means and variances over the examples"""

def noise_scale(gradients):
    return gradients.var(axis=1).sum() / np.sum(gradients.mean(axis=1) ** 2)

# %% wrong: signal_alone
"""it stands below the line"""

def noise_scale(gradients):
    g = gradients.mean(axis=0)
    return g @ g

# %% wrong: for_two_parameters
"""it takes the gradients for two numbers each"""

def noise_scale(gradients):
    a, b = gradients.T
    return (a.var() + b.var()) / (a.mean() ** 2 + b.mean() ** 2)

# %% right: with_trace
def noise_scale(gradients):
    g = np.mean(gradients, axis=0)
    centred = gradients - g
    return np.trace(centred.T @ centred) / len(gradients) / np.dot(g, g)

# %% right: by_second_moments
def noise_scale(gradients):
    signal = np.sum(gradients.mean(axis=0) ** 2)
    return np.mean(np.sum(gradients**2, axis=1)) / signal - 1

# %% wrong: mean_of_lengths
"""‖g‖ is the length of the mean gradient, not the mean of the lengths"""

def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.mean(np.linalg.norm(gradients, axis=1)) ** 2

# %% wrong: square_of_the_sum
"""not the square of the sum"""


def noise_scale(gradients):
    return gradients.var(axis=0).sum() / gradients.mean(axis=0).sum() ** 2

# %% wrong: mean_of_the_squares_below_the_line
"""is the sum of the squares, not their mean"""


def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.mean(gradients.mean(axis=0) ** 2)

# %% wrong: sigma_not_squared
"""σ has to be squared as well"""


def noise_scale(gradients):
    sigma = np.linalg.norm(gradients.std(axis=0))
    g = gradients.mean(axis=0)
    return sigma / np.sum(g**2)

# %% wrong: standard_deviations_above_the_line
"""not the standard deviations"""


def noise_scale(gradients):
    return gradients.std(axis=0).sum() / np.sum(gradients.mean(axis=0) ** 2)

# %% wrong: squares_before_the_mean
"""take the mean over the rows before the squares"""


def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.sum(gradients**2)

# %% wrong: one_mean_of_all
"""g is an array, with a number for each parameter"""


def noise_scale(gradients):
    return gradients.var(axis=0).sum() / gradients.mean() ** 2

# %% wrong: sum_of_the_components
"""the components are not squared here"""


def noise_scale(gradients):
    return gradients.var(axis=0).sum() / np.sum(gradients.mean(axis=0))

# %% wrong: fourth_ratios_added
"""these are ratios, added up"""


def noise_scale(gradients):
    return np.sum(gradients.var(axis=0) / gradients.mean(axis=0) ** 2)
