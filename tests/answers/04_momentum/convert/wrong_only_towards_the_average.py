"""the rate-inside form all of it"""


def convert(lr, beta, source, target):
    return lr / (1 - beta) if target == "average" and source != "average" else lr
