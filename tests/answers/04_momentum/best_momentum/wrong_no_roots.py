"""μ and L stand under roots"""


def best_momentum(curvatures):
    low, high = min(curvatures), max(curvatures)
    return (2 / (low + high)) ** 2, ((high - low) / (high + low)) ** 2
