"""the last point, the first with an error below 0.001, is missing"""

w = 7.0
path = []
while abs(w - 3) >= 0.001:
    path.append(w)
    w -= 0.25 * (w - 3)
