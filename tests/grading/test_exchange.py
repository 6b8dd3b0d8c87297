"""Whatever is put into the exchange, where students write, stops nothing and replaces nobody's work."""

import os
import pwd

import pytest

from .assignment import assignment
from .classroom import Classroom
from .course import NAME
from .test_watch import wait_until, watching

pytestmark = pytest.mark.slow
WHEN = "2030-01-01 12:00:00 UTC"
only_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can make another account's files")


@pytest.fixture
def exchange(new_course, tmp_path):
    return Exchange(new_course(), tmp_path)


class Exchange:
    """A course that collects from an exchange, into which accounts of this machine write."""

    def __init__(self, course, root):
        self.course, self.classroom = course, Classroom(course, 0)
        root.chmod(0o777)
        with (course.folder / "nbgrader_config.py").open("a") as config:
            config.write(f'\nc.Exchange.root = "{root}"\n')
        course.nbgrader("release_assignment", NAME)
        self.inbound = root / "gradient_descent" / "inbound"

    def submit(self, name, notebook, owner=None):
        """Put a notebook into a folder of this name, as the account `owner` would."""
        folder = self.inbound / name
        self.course.write(folder / f"{NAME}.ipynb", notebook)
        (folder / "timestamp.txt").write_text(WHEN)
        if owner:
            for path in (folder, *folder.iterdir()):
                os.chown(path, pwd.getpwnam(owner).pw_uid, 0)

    def collected(self):
        taken = self.course.folder.rglob(f"{NAME}.ipynb")
        return {
            str(path.parent.parent.relative_to(self.course.folder))
            for path in taken
            if path.parents[1].name not in ("solutions", "exercises")
        }


BAD_NAMES = [f"eve+{NAME}+never+x", f"+{NAME}+{WHEN}+x", f"..+{NAME}+{WHEN}+x", f"eve+{NAME}+{'9' * 99}+x"]


@pytest.fixture
def with_bad_names(exchange):
    exchange.submit(f"ada+{NAME}+{WHEN}+x", assignment())
    for name in BAD_NAMES:
        exchange.submit(name, assignment())
    return exchange


def test_a_folder_of_a_bad_name_keeps_nobodys_work_from_being_collected(with_bad_names):
    said = with_bad_names.course.nbgrader("collect", NAME)
    assert said.count("its name is none that nbgrader gives") == len(BAD_NAMES) - 1  # one is hidden
    assert with_bad_names.collected() == {"submitted/ada"}


def test_nor_does_it_end_the_watching(with_bad_names):
    with watching(with_bad_names.classroom, "--no-feedback") as (process, said):
        wait_until(lambda: any("ada  6 of 6" in line for line in said), process, said)
        told = [line for line in said if "its name is none that nbgrader gives" in line]
    assert len(told) >= len(BAD_NAMES)
    assert with_bad_names.collected() == {"submitted/ada", "autograded/ada"}


@only_root
def test_nobody_hands_in_for_another_who_has_an_account(exchange):
    """`daemon` and `bin` have accounts on any machine, and no `ada` has: for her it may be anybody."""
    exchange.submit(f"daemon+{NAME}+{WHEN}+x", assignment(), owner="daemon")
    exchange.submit(f"daemon+{NAME}+2031-01-01 12:00:00 UTC+x", assignment(square="pass"), owner="bin")
    exchange.submit(f"ada+{NAME}+{WHEN}+x", assignment(), owner="bin")
    said = exchange.course.nbgrader("collect", NAME)
    assert "it belongs to another account than that of 'daemon'" in said
    exchange.classroom.grade("--no-feedback")
    assert exchange.classroom.marks() == {"daemon": 6, "ada": 6}


def test_an_id_in_other_bytes_ends_no_watching(exchange):
    exchange.submit(os.fsdecode(b"\xff") + f"+{NAME}+{WHEN}+x", assignment())
    exchange.submit(f"ada+{NAME}+{WHEN}+x", assignment())
    with watching(exchange.classroom, "--no-feedback") as (process, said):
        wait_until(lambda: any("ada  6 of 6" in line for line in said), process, said)
        wait_until(lambda: any("is not text: rename it" in line for line in said), process, said)
