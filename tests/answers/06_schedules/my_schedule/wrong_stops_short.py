"""at most 0.0069"""


def my_schedule(t):
    return 0.1 * 0.9 ** (t - 1)
