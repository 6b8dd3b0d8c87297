"""A PostgreSQL of the tests' own, as an ordinary user, as it must be."""

import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import pytest

PROGRAMS = next(iter(sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)), "") or str(
    Path(shutil.which("initdb") or "").parent
)
needs_postgresql = pytest.mark.skipif(
    not shutil.which("initdb", path=PROGRAMS), reason="no PostgreSQL here (apt-get install postgresql)"
)


class Server:
    def __init__(self, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder
        self.run("initdb", "--auth=trust", "--username=course", "--encoding=UTF8")

    @property
    def database(self):
        return f"postgresql+psycopg://course@127.0.0.1:{self.port}/postgres"

    def run(self, program, *options):
        subprocess.run(
            [f"{PROGRAMS}/{program}", "-D", self.folder / "data", *options],
            user="nobody",
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            extra_groups=[],
        )

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "start", "-w", "-l", self.folder / "log", "-o", options)

    def stop(self):
        self.run("pg_ctl", "stop", "-m", "immediate")


@contextmanager
def postgresql():
    """One that has been started, with an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))  # pytest's own folders are closed to that user
    shutil.chown(folder, "nobody")
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
