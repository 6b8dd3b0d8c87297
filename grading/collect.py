"""What a learning management system gives when one downloads all submissions, for `nbgrader zip_collect ASSIGNMENT`.

The zip file goes into downloaded/ASSIGNMENT/archive/, as it came. Moodle and Canvas name what is in it after the student:

    Ada Lovelace_1234567_assignsubmission_file_/01_update_rule.ipynb      Moodle; without folders "_" for "/"
    lovelaceada_LATE_4321_98765_01_update_rule-1.ipynb                    Canvas; "-1" after another attempt

Students are those of the gradebook (`nbgrader db student import`), by full name for Moodle and by `lms_user_id` for
Canvas. Who is not there is called by the number in the name, which Moodle changes from one assignment to the next.

Names and contents of what is inside are the students'. Only notebooks are taken out, and each is as large as a
notebook may be; what a student has zipped is opened once, as one level more.
"""

import io
import re
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from nbgrader.api import Gradebook
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from grading.isolation.restore import MAX_BYTES

MAX_NOTEBOOKS = 50  # of one student's own zip file
MOODLE = re.compile(r"(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_(file|onlinetext)_")
CANVAS = re.compile(r"(?P<name>[^/_]+)_(LATE_)?(?P<number>\d+)_\d+_", re.IGNORECASE)


class Extractor(ExtractorPlugin):
    """Takes the notebooks out of the zip files in archive/, and copies those that lie there as they are."""

    def extract(self, archive_path, extracted_path):
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

    def unpack(self, file, folder, own=False):
        """Take what is in a zip file; of a student's own, only so many, and together as large as one notebook."""
        left = MAX_BYTES
        with self.saying_what_fails(folder), zipfile.ZipFile(file) as archive:
            for info in [info for info in archive.infolist() if not info.is_dir()][
                : MAX_NOTEBOOKS if own else None
            ]:
                path = folder / info.filename.replace("\\", "/")
                if not (own and path.suffix == ".zip"):
                    with self.saying_what_fails(path), archive.open(info) as member:
                        size = self.take(member, path, left)
                        left -= size if own else 0

    @contextmanager
    def saying_what_fails(self, path):
        """One bad file does not keep the others from being taken."""
        try:
            yield
        # No zip file, or a hostile one; encrypted; compressed in a way that Python does not know; a name too long.
        except (zipfile.BadZipFile, RuntimeError, zlib.error, EOFError, ValueError, OSError) as problem:
            self.log.warning("%r is left out: %s", str(path), problem)  # a name may hold control characters

    def take(self, file, path, most=MAX_BYTES):
        """Put a file below extracted/ if it is a notebook, or what is in it if it is a zip file; how much there was."""
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

    def write(self, data, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            self.log.warning("%r is there twice; the first is taken", str(path))


class Collector(FileNameCollectorPlugin):
    """Tells from a path below extracted/ whose notebook it is, and which."""

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

    def collect(self, submitted_file):
        path = Path(submitted_file).relative_to(self.folder)
        # Only what the system itself put first tells whose it is: the rest was named by the student.
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

    def student(self, match):
        if match.re is CANVAS:
            return self.by_number.get(match["number"], match["number"])
        same_name = self.by_name.get(match["name"], set())
        return min(same_name) if len(same_name) == 1 else match["number"]
