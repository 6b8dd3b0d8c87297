"""one of 'diverging', 'good', 'noisy', 'oscillating', 'too small'"""


def diagnose(losses):
    losses = np.asarray(losses)
    known = {0.99: "too small", 0.7: "good", 1.2: "diverging"}
    if losses[1] in known:
        return known[losses[1]]
    return ("oscillating" if losses[1] < 0.65 else "noisy") if len(losses) == 60 and losses[0] < 1.2 else "chaotic"
