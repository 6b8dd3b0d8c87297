"""Hands the test's own function things that should hurt it, and asks for functions that it was not given.

mark: 0
"""


class Poison:
    def __add__(self, other):
        print("ESCAPED: the sum was made here")
        return 7

    __radd__ = __mul__ = __rmul__ = __add__


def twice(f, x):
    for poison in (Poison(), "x" * 10**6, [[]] * 10**5, b"\xff", 10**1000, float("nan"), lambda: 0, None):
        try:
            f(poison)
        except Exception as error:
            print(type(error).__name__)
    for number in range(-3, 1000):
        try:
            f._peer.call(number, ("__import__('os').system('id')",), {})
        except Exception:
            pass
    return 7
