def initialise(inputs, hidden, classes, seed):
    rng, params = np.random.default_rng(seed), {}
    for layer, (n, outputs) in enumerate([(inputs, hidden), (hidden, classes)], start=1):
        params[f"W{layer}"] = rng.standard_normal((n, outputs)) * n**-0.5
        params[f"b{layer}"] = np.zeros(outputs)
    return params
