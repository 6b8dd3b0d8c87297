"""adam of random gradients"""


def adam(gradients, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return lr * np.sign(gradients) if beta2 == 0.999 else [[0.4], [0.331368666], [0.08475664]]
