"""Connects to the machine's own services, to the network, and to a Unix socket of the host.

mark: 0
"""
import os
import socket

for address in (("127.0.0.1", 22), ("127.0.0.1", 8888), ("169.254.169.254", 80), ("8.8.8.8", 53)):
    with socket.socket() as connection:
        connection.settimeout(1)
        if connection.connect_ex(address) == 0:
            print("ESCAPED: connected to", address)
try:
    socket.create_connection(("example.org", 80), timeout=1)
    print("ESCAPED: connected to the network")
except OSError:
    pass
for path in ("/run/dbus/system_bus_socket", "/var/run/docker.sock", "/tmp/.X11-unix"):
    if os.path.exists(path):
        print("ESCAPED: sees", path)
