"""no constant rate gets there"""


def my_schedule(t):
    return 0.0122
