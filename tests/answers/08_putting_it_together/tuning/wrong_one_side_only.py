"""the best is at an end"""

tried = [("momentum", 10.0**k, a) for k, a in zip(range(-4, 0), [0.12, 0.3, 0.78, 0.954])]
tried += [("adam", 10.0**k, a) for k, a in zip(range(-4, 0), [0.12, 0.46, 0.94, 0.97])]
chosen = ("adam", 0.1)
