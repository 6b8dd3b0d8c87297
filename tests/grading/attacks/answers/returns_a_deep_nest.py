"""Returns a list in a list in a list, ten thousand times, and one that contains itself.

mark: 0
"""


def square(x):
    nest = []
    for _ in range(10_000):
        nest = [nest]
    return nest


number = []
number.append(number)
