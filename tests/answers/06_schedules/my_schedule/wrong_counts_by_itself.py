"""the same t, the same rate"""
calls = 0


def my_schedule(t):
    global calls
    calls += 1
    return min(0.15, 1.2 / ((calls - 1) % 400 + 1))
