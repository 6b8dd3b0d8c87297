"""With the function of task 2, which is told all gradients so far at each step."""


def adamw(grad, w, lr, decay, steps):
    path, gradients = [w.tolist()], []
    for _ in range(steps):
        w = np.array(path[-1])
        gradients.append(grad(w))
        move = adam(np.array(gradients), lr)[-1]
        path.append((w - move - lr * decay * w).tolist())
    return path
