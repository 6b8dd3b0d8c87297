"""Never ends, and does not listen.

mark: 0
"""
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 32)))


def square(x):
    while True:
        pass
