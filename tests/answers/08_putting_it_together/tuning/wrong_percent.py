"""not percent"""

tried = [(optimizer, 10.0**k, a) for optimizer in ("momentum", "adam") for k, a in zip(range(-3, 1), [40, 78, 95.4, 26.5])]
chosen = ("adam", 0.1)
