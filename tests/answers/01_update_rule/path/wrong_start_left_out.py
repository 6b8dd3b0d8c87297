"""the path begins with the start"""

w = 7.0
path = []
while abs(w - 3) >= 0.001:
    w -= 0.25 * (w - 3)
    path.append(w)
