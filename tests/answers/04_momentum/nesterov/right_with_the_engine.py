"""From the engine's points ahead, back to the ball: w = ahead + ηβv."""


def nesterov(grad, w, lr, beta, steps):
    rule, ahead = gd.Nesterov(beta), w.copy()
    state = rule.init(ahead)
    path = [w.tolist()]
    for t in range(1, steps + 1):
        ahead = ahead - rule.step(grad(ahead), state, t, lr)
        path.append((ahead + lr * beta * state["v"]).tolist())
    return path
