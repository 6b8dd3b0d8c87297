"""append a copy"""

w = np.array([7.0])
path = [w]
while abs(w[0] - 3) >= 0.001:
    w -= 0.25 * (w - 3)
    path.append(w)
