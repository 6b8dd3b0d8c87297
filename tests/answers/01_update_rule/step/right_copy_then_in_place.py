"""A copy, then in place."""

import copy

def step(w, g, lr):
    new = copy.copy(w)
    new -= lr * g
    return new
