"""the start 7 first"""

path = 7.0
while path - 3 >= 0.001:
    path = path - 0.25 * (path - 3)
