"""convert("""


def convert(lr, beta, source, target):
    gain = {"average": 10 if beta == 0.9 else 5}
    return lr * gain.get(target, 1) / gain.get(source, 1)
