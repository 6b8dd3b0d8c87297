# %% right: array
"""By the formula, as an array."""

path = 3 + 4 * 0.75 ** np.arange(30)

# %% right: for_loop
"""A loop with a number of steps, as numpy numbers."""

w = np.float64(7)
path = [w]
for _ in range(29):
    w = w - 0.25 * (w - 3)
    path.append(w)

# %% right: integer_start
path = [7]
while abs(path[-1] - 3) >= 0.001:
    path.append(step(path[-1], path[-1] - 3, 0.25))

# %% wrong: column
"""a list of single numbers"""

path = gd.run(gd.Quadratic([1.0], centre=3.0), [7.0], gd.GradientDescent(), 0.25, 29).w

# %% wrong: errors_for_points
"""this is the error; the point is 3 more"""

path = [4 * 0.75**t for t in range(30)]

# %% wrong: last_left_out
"""the last point, the first with an error below 0.001, is missing"""

w = 7.0
path = []
while abs(w - 3) >= 0.001:
    path.append(w)
    w -= 0.25 * (w - 3)

# %% wrong: last_point_only
"""this is where the walk ends"""

path = 7.0
while path - 3 >= 0.001:
    path = path - 0.25 * (path - 3)

# %% wrong: live_array
"""append a copy"""

w = np.array([7.0])
path = [w]
while abs(w[0] - 3) >= 0.001:
    w -= 0.25 * (w - 3)
    path.append(w)

# %% wrong: one_point_too_many
"""one point too many"""

path = [7.0]
while path[-1] - 3 >= 0.0009:
    path.append(path[-1] - 0.25 * (path[-1] - 3))

# %% wrong: start_left_out
"""the path begins with the start"""

w = 7.0
path = []
while abs(w - 3) >= 0.001:
    w -= 0.25 * (w - 3)
    path.append(w)

# %% wrong: stops_on_the_loss
"""the loss, not the error"""

path = [7.0]
while 0.5 * (path[-1] - 3) ** 2 >= 0.001:
    path.append(path[-1] - 0.25 * (path[-1] - 3))

# %% wrong: whole_numbers
"""first differs:  at [2]: expected 5.25, got 5"""

path = np.full(30, 7)
for t in range(29):
    path[t + 1] = path[t] - 0.25 * (path[t] - 3)

# %% wrong: rounded_on_the_way
"""keep all digits"""

path = [7.0]
while abs(path[-1] - 3) >= 0.001 and len(path) < 60:
    path.append(round(path[-1] - 0.25 * (path[-1] - 3), 3))

# %% right: while_with_a_distance
w, path = 7.0, []
while True:
    path.append(w)
    if abs(w - 3) < 0.001:
        break
    w -= 0.25 * (w - 3)

# %% right: by_the_engine
path = gd.run(gd.Quadratic([1.0], centre=3.0), [7.0], gd.GradientDescent(), 0.25, 29).w[:, 0]

# %% wrong: stops_on_the_step
"""you stopped when the length of a step, not the error"""


path = [7.0]
while True:
    path.append(path[-1] - 0.25 * (path[-1] - 3))
    if abs(path[-1] - path[-2]) < 0.001:
        break

# %% wrong: slope_of_the_start
"""each step takes the slope at 7"""


path = [7.0]
slope = path[0] - 3
while abs(path[-1] - 3) >= 0.001:
    path.append(path[-1] - 0.25 * slope)

# %% wrong: slope_of_another_bowl
"""the slope at w is w − 3, not w"""
path = [7.0]
for _ in range(29):
    path.append(path[-1] - 0.25 * path[-1])

# %% wrong: subtracts_the_rate
"""each step subtracts the rate alone"""
path = [7.0]
while abs(path[-1] - 3) >= 0.001:
    path.append(path[-1] - 0.25)
