"""the other way round"""


def convert(lr, beta, source, target):
    if source == "average":
        lr = lr / (1 - beta)
    if target == "average":
        lr = lr * (1 - beta)
    return lr
