def initialise(inputs, hidden, classes, seed):
    random = np.random.RandomState(seed)
    W1 = random.normal(0, 1 / np.sqrt(inputs), (inputs, hidden)).astype(np.float32)
    W2 = random.normal(0, 1 / np.sqrt(hidden), (hidden, classes)).astype(np.float32)
    return dict(W1=W1, b1=np.zeros(hidden, np.float32), W2=W2, b2=np.zeros(classes, np.float32))
