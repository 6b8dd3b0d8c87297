"""Case by case."""


def convert(lr, beta, source, target):
    if source == target or "average" not in (source, target):
        return lr
    return lr / (1 - beta) if target == "average" else lr - lr * beta
