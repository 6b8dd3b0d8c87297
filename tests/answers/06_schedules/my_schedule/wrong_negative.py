"""a negative rate climbs"""


def my_schedule(t):
    return 0.1 - 0.00026 * t
