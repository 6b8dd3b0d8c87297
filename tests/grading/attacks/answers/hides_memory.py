"""Takes memory that belongs to no process: memory files, System V segments, files that only look like files.

mark: 0
"""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
try:
    os.memfd_create("hidden")
    print("ESCAPED: a memory file")
except OSError as error:
    print(error)
if libc.shmget(0, 2**20, 0o1600) != -1:
    print("ESCAPED: a segment of shared memory")
written = 0
for folder in ("/tmp", "/dev/shm", os.environ["HOME"], "/dev", "/", "/run", "/var/tmp"):
    for number in range(20):
        try:
            with open(f"{folder}/{number}", "wb", buffering=0) as file:
                written += file.write(bytes(2**24))
        except OSError:
            break
if written > 3 * 2**25:
    print("ESCAPED: wrote", written, "bytes")
