"""Reads memory that is not there.

mark: 0
"""
import ctypes


def square(x):
    ctypes.string_at(0)
