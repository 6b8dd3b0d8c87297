"""For `nbgrader zip_collect ASSIGNMENT`: reads the zip files in which learning management systems give out
all submissions.

The zip file goes into downloaded/ASSIGNMENT/archive/, as it came. Moodle and Canvas name what is in it after
the student:

    Ada Lovelace_1234567_assignsubmission_file_/01_update_rule.ipynb      Moodle; without folders "_" for "/"
    lovelaceada_LATE_4321_98765_01_update_rule-1.ipynb                    Canvas; "-1" after another attempt

Students are those of the gradebook (`nbgrader db student import`), by full name for Moodle and by
`lms_user_id` for Canvas. A student who is not there is called by the number in the name, which Moodle
changes from one assignment to the next.

Students choose the names and contents of what is inside. Only notebooks are taken out, and none that is
larger than a notebook may be; a student's own zip file is opened, but no further one in it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath, PurePosixPath
from typing import IO

from nbgrader.api import Gradebook
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from grading.isolation.restore import MAX_BYTES

MAX_NOTEBOOKS = 50  # of one student's own zip file
MOODLE = re.compile(r"(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_(file|onlinetext)_")
CANVAS = re.compile(r"(?P<name>[^/_]+)_(LATE_)?(?P<number>\d+)_\d+_", re.IGNORECASE)


class Extractor(ExtractorPlugin):
    """Takes the notebooks out of the zip files in archive/, and copies those that lie there as they are."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        archive, self.target = Path(archive_path), Path(extracted_path)
        found = sorted(path for path in archive.rglob("*") if path.is_file())
        if not found:
            self.log.warning("There is nothing in %s", archive)
        for path in found:
            with self.saying_what_fails(path), path.open("rb") as file:
                if path.suffix == ".zip" and path.parent == archive:
                    self.unpack(file, PurePosixPath())
                else:
                    self.take(file, PurePosixPath(path.relative_to(archive)))

    def unpack(self, file: IO[bytes], folder: PurePosixPath, own: bool = False) -> None:
        """Take what is in a zip file.

        own  whether it is a student's own, which may hold MAX_NOTEBOOKS, together as large as one may be
        """
        left = MAX_BYTES
        with self.saying_what_fails(folder), zipfile.ZipFile(file) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            for info in files[:MAX_NOTEBOOKS] if own else files:
                path = folder / info.filename.replace("\\", "/")
                if not (own and path.suffix == ".zip"):
                    with self.saying_what_fails(path), archive.open(info) as member:
                        size = self.take(member, path, left)
                        left -= size if own else 0

    @contextmanager
    def saying_what_fails(self, path: PurePath) -> Iterator[None]:
        """One bad file does not keep the others from being taken."""
        try:
            yield
        # No zip file, or a hostile one; encrypted; compressed in a way that Python does not know; a name too
        # long.
        except (zipfile.BadZipFile, RuntimeError, zlib.error, EOFError, ValueError, OSError) as problem:
            self.log.warning("%r is left out: %s", str(path), problem)  # a name may hold control characters

    def take(self, file: IO[bytes], path: PurePosixPath, most: int = MAX_BYTES) -> int:
        """Put a notebook, or those in a zip file, below extracted/; how many bytes the file has."""
        if path.suffix not in (".ipynb", ".zip"):
            return 0
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise ValueError("it leads out of the folder")
        data = file.read(most + 1)
        if len(data) > most:
            raise ValueError(f"it is too large; at most {MAX_BYTES / 2**20:.0f} MB are taken")
        if path.suffix == ".zip":
            self.unpack(io.BytesIO(data), path.with_suffix(""), own=True)
        else:
            self.write(data, self.target / path)
        return len(data)

    def write(self, data: bytes, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            self.log.warning("%r is there twice; the first is taken", str(path))


class Collector(FileNameCollectorPlugin):
    """Tells from a path below extracted/ which notebook it is, and whose."""

    def __init__(self, **settings):
        super().__init__(**settings)
        app = self.parent
        self.folder = Path(app._format_collect_path(app.extracted_directory))
        self.taken = set()
        with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
            students = gradebook.students
        self.by_number = {student.lms_user_id: student.id for student in students if student.lms_user_id}
        self.by_name = {}
        for student in students:
            self.by_name.setdefault(f"{student.first_name} {student.last_name}", set()).add(student.id)

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        path = Path(submitted_file).relative_to(self.folder)
        # Only the beginning tells whose it is, because the system has put it there; students named the rest.
        match = MOODLE.match(path.as_posix()) or CANVAS.match(path.as_posix())
        if not match or path.suffix != ".ipynb":
            return None
        file = path.name if len(path.parts) > 1 else path.name[match.end() :]
        found = {
            "student_id": self.student(match),
            "file_id": re.sub(r"-\d+$", "", file.removesuffix(".ipynb")),
        }
        if tuple(found.values()) in self.taken:
            self.log.warning("%r is another %r of %r", str(path), found["file_id"], found["student_id"])
            return None
        self.taken.add(tuple(found.values()))
        return found

    def student(self, match: re.Match) -> str:
        if match.re is CANVAS:
            return self.by_number.get(match["number"], match["number"])
        same_name = self.by_name.get(match["name"], set())
        return min(same_name) if len(same_name) == 1 else match["number"]
