"""momentum takes many steps for a wave"""


def diagnose(losses, best, batch, beta, schedule):
    cause = gd.diagnose(losses).cause
    return "minibatch noise" if cause == "noisy" else cause
