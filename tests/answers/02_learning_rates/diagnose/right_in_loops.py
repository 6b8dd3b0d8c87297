"""Step by step, with plain loops; nan is what is not equal to itself."""


def diagnose(losses, best, batch, beta, schedule):
    losses = [float(loss) for loss in losses]
    for loss in losses:
        if loss != loss or abs(loss) == float("inf"):
            return "diverging"
    if losses[-1] > 1.01 * losses[0]:
        return "diverging"
    scaled = [(loss - best) / (losses[0] - best) for loss in losses]
    half = len(scaled) // 2
    ups = sum(b > a + 0.01 for a, b in zip(scaled, scaled[1:]))
    if batch is not None:
        late = scaled[half:]
        return "minibatch noise" if max(late) - min(late) > 0.04 else "good"
    if ups >= 3:
        return "oscillating" if beta == 0 else "momentum ringing"
    if scaled[-1] < 0.06:
        return "good"
    if "constant" not in schedule:
        return "decayed too early"
    first_half, second_half = scaled[0] - scaled[half], scaled[half] - scaled[-1]
    return "too small" if first_half < 3 * second_half else "ill-conditioned plateau"
