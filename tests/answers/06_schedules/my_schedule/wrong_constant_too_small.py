"""the mean loss at the end"""


def my_schedule(t):
    return min(0.15, 0.4 / t)
