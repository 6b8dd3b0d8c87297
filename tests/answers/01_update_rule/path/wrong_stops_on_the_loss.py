"""the loss, not the error"""

path = [7.0]
while 0.5 * (path[-1] - 3) ** 2 >= 0.001:
    path.append(path[-1] - 0.25 * (path[-1] - 3))
