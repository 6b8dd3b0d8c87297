"""Shows numbers as if they were the value of the test cell's last line.

mark: 0
"""
import sys


def square(x):
    sys.displayhook(2.0)
    get_ipython().displayhook(2.0)
    display(2.0)
    return 0
