"""Is larger than any notebook.

mark: 0
"""


def attack(notebook):
    return b'{"nbformat": 4, "cells": [' + b" " * 30_000_000 + b"]}"
