"""the rate in the row (0.001, 'momentum', 0.4)"""

tried = [(10.0**k, optimizer, a) for optimizer in ("momentum", "adam") for k, a in zip(range(-3, 1), [0.4, 0.78, 0.954, 0.265])]
chosen = ("adam", 0.1)
