"""Asks for what other sandboxes were left by: namespaces, mounts, keys, tracing, rings, foreign sockets.

mark: 0
"""
import ctypes
import os
import platform
import socket

libc = ctypes.CDLL(None, use_errno=True)
if platform.machine() == "x86_64":
    numbers = dict(ptrace=101, keyctl=250, add_key=248, bpf=321, perf_event_open=298, userfaultfd=323, io_uring_setup=425,
                   unshare=272, setns=308, mount=165, chroot=161, open_by_handle_at=304, pidfd_getfd=438, kcmp=312)
    for name, number in numbers.items():
        ctypes.set_errno(0)
        if libc.syscall(number, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != 1:
            print("ESCAPED:", name, os.strerror(ctypes.get_errno()))
    if libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) == 0:  # clone into a new user namespace
        print("ESCAPED: a user namespace")
        os._exit(0)
for family in (socket.AF_NETLINK, socket.AF_PACKET, 40):
    try:
        socket.socket(family, socket.SOCK_RAW)
        print("ESCAPED: a socket of family", family)
    except OSError:
        pass
for act in (lambda: os.setuid(0), lambda: os.chroot("/tmp"), lambda: os.mknod("/tmp/disk", 0o60666, os.makedev(8, 0))):
    try:
        act()
        print("ESCAPED: has privileges")
    except OSError:
        pass
