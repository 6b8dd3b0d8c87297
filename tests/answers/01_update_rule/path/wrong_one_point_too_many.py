"""one point too many"""

path = [7.0]
while path[-1] - 3 >= 0.0009:
    path.append(path[-1] - 0.25 * (path[-1] - 3))
