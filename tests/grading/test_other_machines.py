"""Workers that share nothing with the machine of the course but the network: no folder, no environment.

They run on this machine, but the course and this repository are hidden from them, behind empty folders, and
they have an environment of their own, in which this package was installed as anybody would.
"""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from ..nbgrader_command import BIN, ROOT
from .classroom import Classroom, dask_scheduler
from .course import NAME
from .postgresql import needs_postgresql, postgresql

pytestmark = [
    pytest.mark.slow,
    needs_postgresql,
    pytest.mark.skipif(os.getuid() != 0, reason="only root can hide folders from a process"),
]
HIDING = 'while [ "$1" != -- ]; do mount -t tmpfs none "$1"; shift; done; shift; cd /; exec "$@"'


@pytest.fixture(scope="module")
def environment_of_its_own(tmp_path_factory):
    """Its Python."""
    folder = tmp_path_factory.mktemp("worker") / "environment"
    run = lambda *command: subprocess.run([BIN / "uv", *command], cwd=ROOT, check=True)  # noqa: E731
    run("venv", "--quiet", "--python", sys.executable, folder)
    install = ("pip", "install", "--quiet", "--python", folder / "bin" / "python", "--no-deps")
    run(*install, "--requirement", "requirements.lock")
    run(*install, ".")
    return folder / "bin" / "python"


@contextmanager
def workers_elsewhere(python, address, hidden):
    # Of our environment they have nothing but the language.
    worker = [python, "-m", "distributed.cli.dask_worker", address, "--nworkers", "2", "--nthreads", "1"]
    worker += ["--host", "127.0.0.1", "--no-dashboard", "--local-directory", "/tmp"]
    command = ["unshare", "--mount", "sh", "-c", HIDING, "sh", *hidden, "--", *worker]
    settings = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def test_workers_that_share_nothing_grade_a_class(new_course, environment_of_its_own, tmp_path):
    course = new_course()
    with postgresql() as server, dask_scheduler(tmp_path) as address:
        course.nbgrader("generate_assignment", NAME, "--force", "--db", server.database)
        classroom = Classroom(course, 20, server.database)
        hidden = [ROOT, course.folder]
        with workers_elsewhere(environment_of_its_own, address, hidden) as process:
            said = classroom.grade("--scheduler", address)
            assert process.poll() is None
        assert classroom.marks() == classroom.expected
        assert all(course.feedback(student).exists() for student in classroom.expected), said
