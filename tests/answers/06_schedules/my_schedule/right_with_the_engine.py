def my_schedule(t):
    return gd.inverse_time(0.15, 0.1)(t)
