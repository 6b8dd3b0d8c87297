"""first differs:  at [2]: expected 5.25, got 5"""

path = np.full(30, 7)
for t in range(29):
    path[t + 1] = path[t] - 0.25 * (path[t] - 3)
