"""'noisy' (str)"""


def diagnose(losses, best, batch, beta, schedule):
    return gd.diagnose(losses).cause
