"""Powers of three; within chance of the best, and the simpler of the two."""

tried = (
    *(("momentum", 0.01 * 3**k, accuracy) for k, accuracy in enumerate([0.78, 0.91, 0.954, 0.963, 0.7, 0.1])),
    *(("adam", 0.003 * 3**k, accuracy) for k, accuracy in enumerate([0.83, 0.94, 0.961, 0.97, 0.93, 0.5])),
)
chosen = ("momentum", 0.27)
