"""Takes a little memory in each of many processes.

mark: 0
"""
import os
import time

for _ in range(20):
    if os.fork() == 0:
        block = bytearray(10**8)
        time.sleep(1000)
time.sleep(1000)
