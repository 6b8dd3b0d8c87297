path = [7]
while abs(path[-1] - 3) >= 0.001:
    path.append(step(path[-1], path[-1] - 3, 0.25))
