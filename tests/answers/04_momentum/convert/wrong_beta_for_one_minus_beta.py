"""the velocity of the average is 1 − β times as large"""


def convert(lr, beta, source, target):
    if source == "average":
        lr = lr * beta
    if target == "average":
        lr = lr / beta
    return lr
