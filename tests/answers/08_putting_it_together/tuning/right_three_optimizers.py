tried = [("plain", 10.0**k, a) for k, a in zip(range(-3, 1), [0.2, 0.82, 0.96, 0.9])]
tried += [("momentum", 10.0**k, np.float64(a)) for k, a in zip(range(-3, 1), [0.4, 0.78, 0.954, 0.27])]
tried += [("nesterov", 10.0**k, a) for k, a in zip(range(-3, 1), [0.4, 0.79, 0.957, 0.3])]
chosen = ("plain", 0.1)
