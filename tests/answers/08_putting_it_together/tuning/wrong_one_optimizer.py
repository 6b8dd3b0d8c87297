"""the number of optimizers in tried"""

tried = [("adam", 10.0**k, accuracy) for k, accuracy in zip(range(-6, 2), [0.1, 0.1, 0.2, 0.5, 0.94, 0.97, 0.2, 0.1])]
chosen = ("adam", 0.1)
