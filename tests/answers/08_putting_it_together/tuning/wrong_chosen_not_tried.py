"""choose one of the settings that you tried"""

tried = [(optimizer, 10.0**k, a) for optimizer in ("momentum", "adam") for k, a in zip(range(-3, 1), [0.4, 0.78, 0.954, 0.265])]
chosen = ("adam", 0.05)
