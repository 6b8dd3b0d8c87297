"""this is the error; the point is 3 more"""

path = [4 * 0.75**t for t in range(30)]
