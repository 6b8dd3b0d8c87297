def my_schedule(t):
    if t <= 10:
        return 0.015 * t
    return min(0.15, 1.5 / (t - 5))
