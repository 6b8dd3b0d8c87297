"""Takes memory in one process until there is none.

mark: 0
"""
blocks = []
while True:
    blocks.append(bytearray(10**7))
