"""Returns more than the examiner wants to hold.

mark: 0
"""
import numpy as np


def square(x):
    return np.zeros(10**8)
