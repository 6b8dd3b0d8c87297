"""Try a falling schedule with other first rates"""


def my_schedule(t):
    return 0.15 * (1 - t / 400)
