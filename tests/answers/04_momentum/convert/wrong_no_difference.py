"""so its velocity is smaller"""


def convert(lr, beta, source, target):
    return lr
