"""A loop with a number of steps, as numpy numbers."""

w = np.float64(7)
path = [w]
for _ in range(29):
    w = w - 0.25 * (w - 3)
    path.append(w)
