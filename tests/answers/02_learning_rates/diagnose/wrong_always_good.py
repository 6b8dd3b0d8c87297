"""it is still on its way"""


def diagnose(losses, best, batch, beta, schedule):
    return "good"
