"""By the gain of each form on a constant gradient."""


def convert(lr, beta, source, target):
    gain = {"accumulate": 1 / (1 - beta), "average": 1, "rate-inside": 1 / (1 - beta), "last-update": 1 / (1 - beta)}
    return lr * gain[source] / gain[target]
