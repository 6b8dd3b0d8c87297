def step(w, g, lr):
    return (np.asarray(w) - lr * np.asarray(g)).tolist()
