"""return a dictionary"""


def initialise(inputs, hidden, classes, seed):
    return gd.MLP([inputs, hidden, classes]).init(seed)
