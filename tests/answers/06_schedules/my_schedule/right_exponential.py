def my_schedule(t):
    return 0.1 * 0.985 ** (t - 1)
