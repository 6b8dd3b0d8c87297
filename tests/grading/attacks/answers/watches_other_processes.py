"""Looks at the memory, the handles and the environment of other processes.

mark: 0
"""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for pid in [*range(1, 400), os.getppid()]:
    for name in ("mem", "environ", "cmdline", "fd", "root", "cwd", "maps"):
        if os.path.lexists(f"/proc/{pid}/{name}"):
            print("ESCAPED: there is /proc", pid, name)
    if pid != os.getpid() and libc.ptrace(16, pid, 0, 0) == 0:  # PTRACE_ATTACH
        print("ESCAPED: traces", pid)
