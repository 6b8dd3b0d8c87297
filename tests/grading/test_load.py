"""A thousand submissions through a Dask cluster into a PostgreSQL of its own."""

import shutil
import socket
import subprocess
import tempfile
from glob import glob
from pathlib import Path

import pytest

from .classroom import Classroom, dask_cluster
from .course import NAME

PROGRAMS = next(iter(sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)), "") or str(
    Path(shutil.which("initdb") or "").parent
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("initdb", path=PROGRAMS), reason="no PostgreSQL here (apt-get install postgresql)"
    ),
]


@pytest.fixture(scope="module")
def database():
    """URL of an empty database; the server runs as an ordinary user, as it must."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))  # pytest's own folders are closed to that user
    shutil.chown(folder, "nobody")

    def run(program, *options):
        subprocess.run(
            [f"{PROGRAMS}/{program}", "-D", folder / "data", *options],
            user="nobody",
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            extra_groups=[],
        )

    run("initdb", "--auth=trust", "--username=course", "--encoding=UTF8")
    run(
        "pg_ctl",
        "start",
        "-w",
        "-l",
        folder / "log",
        "-o",
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1",
    )
    try:
        yield f"postgresql+psycopg://course@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(folder)


def test_a_thousand_submissions(database, new_course, tmp_path):
    course = new_course()
    course.nbgrader("generate_assignment", NAME, "--force", "--db", database)
    classroom = Classroom(course, 1000, database)
    with dask_cluster(tmp_path) as (address, _):
        classroom.grade("--scheduler", address, "--no-feedback")
    assert classroom.marks() == classroom.expected
