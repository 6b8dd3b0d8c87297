"""With loops."""


def noise_scale(gradients):
    N, d = gradients.shape
    signal = noise = 0
    for j in range(d):
        mean = sum(gradients[:, j]) / N
        signal += mean**2
        noise += sum((g - mean) ** 2 for g in gradients[:, j]) / N
    return noise / signal
