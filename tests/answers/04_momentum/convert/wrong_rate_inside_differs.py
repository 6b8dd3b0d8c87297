"""the average alone differs"""


def convert(lr, beta, source, target):
    outside = ("accumulate", "last-update")
    if source not in outside:
        lr = lr * (1 - beta)
    if target not in outside:
        lr = lr / (1 - beta)
    return lr if (source, target) != ("average", "rate-inside") else lr * (1 - beta)
