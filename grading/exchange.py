"""For `nbgrader collect`: takes in what students have put into the exchange, and believes none of it.

They own their folders there, give them what names they like, and may exchange what is in them at any time.
"""

import os
import pwd
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect

from grading.isolation.handed_in import copy_files

NO_FILE = "it is a link, or no plain file, or somebody else's, or too large"


class Collect(ExchangeCollect):
    """nbgrader's own, on copies that hold nothing but files and folders, of students' own folders alone."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.left_out: list[str] = []  # sentences

    def init_src(self):
        super().init_src()
        self.src_records = [record for record in self.src_records if record["username"]]

    def _path_to_record(self, path):
        try:
            record = super()._path_to_record(path)
            student = record["username"]
            if not student or student.startswith("."):
                raise ValueError("no student's")
        except (ValueError, OverflowError, ExchangeError):
            # Anybody may have made it, and it must not keep the others' work from being collected.
            self.leave_out(path, "its name is none that nbgrader gives")
        else:
            if not (self.check_owner and is_somebody_elses(path, student)):
                return record
            self.leave_out(path, f"it belongs to another account than that of {student!r}")
        return {"username": "", "filename": os.path.basename(path), "timestamp": datetime.min}

    def do_copy(self, src, dest, log=None):
        with TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            for path in copy_files(Path(src), copy, 1000 * self.coursedir.max_dir_size):
                self.leave_out(path, NO_FILE)
            copy.chmod(0o755)
            super().do_copy(str(copy), dest, log)

    def leave_out(self, path: Path | str, why: str) -> None:
        self.left_out.append(f"{str(path)!r} is left out: {why}")
        self.log.warning("%s", self.left_out[-1])


def is_somebody_elses(folder: str, student: str) -> bool:
    """Whether another account has made the folder, where students have accounts of their own.

    Where this one has none, as on a hub with containers, nothing can be told.
    """
    try:
        return os.lstat(folder).st_uid not in (pwd.getpwnam(student).pw_uid, os.getuid())
    except KeyError:
        return False
