"""convert("""


def convert(lr, beta, source, target):
    if target == "average":
        return lr / (1 - beta)
    return lr * (1 - beta) if source == "average" else lr
