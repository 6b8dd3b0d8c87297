"""As a power of 1 − β, in single precision."""


def convert(lr, beta, source, target):
    power = (source == "average") - (target == "average")
    return np.float32(lr) * np.float32(1 - beta) ** power
