"""For `nbgrader zip_collect ASSIGNMENT`: reads the zip files in which learning management systems give out
all submissions.

The zip file goes into downloaded/ASSIGNMENT/archive/, as it came. Each system puts something in front of the
names that students have chosen, which tells whose file it is:

    Ada Lovelace_1234567_assignsubmission_file/01_update_rule.ipynb           Moodle; before 4.1 "..._file_/"
    Team A_12_assignsubmission_file/01_update_rule.ipynb                      Moodle, a team
    lovelaceada_LATE_4321_98765_01_update_rule-1.ipynb                        Canvas; "-1" is another attempt
    Set 1_al1815_attempt_2026-11-20-13-05-59_01_update_rule.ipynb             Blackboard
    12345-678 - Ada Lovelace - Nov 20, 2026 105 PM/01_update_rule.ipynb       Brightspace; or " - " for "/"

Students are those of the gradebook (`nbgrader db student import`): by full name for Moodle and Brightspace,
by `lms_user_id` for Canvas, by id for Blackboard. Whoever is not there is filed under what stands in the
name, and is named in a warning. What a team hands in goes to all its members, who are listed in
downloaded/ASSIGNMENT/groups.csv, with the columns `group` and `student`.

Students choose the names and contents of what is inside. Only notebooks are taken out, and none that is
larger than a notebook may be; a student's own zip file is opened, but no further one in it.
"""

import atexit
import csv
import io
import re
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePath, PurePosixPath
from typing import IO

from nbgrader.api import Gradebook
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from grading.isolation.handed_in import MAX_BYTES, NotRead, opened, read_notebook

UNKNOWN = "unknown-"  # stands before a number under which nobody is known
TAKEN = (".ipynb", ".zip")
MAX_NOTEBOOKS = 50  # of one student's own zip file
FORMS = {
    "Moodle": re.compile(r"(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_(file|onlinetext)(_|(?=/))"),
    "Canvas": re.compile(r"(?P<name>[^/]+?)_(LATE_)?(?P<number>\d+)_\d+_", re.IGNORECASE),
    "Blackboard": re.compile(r"(?P<name>[^/]+?)_attempt_(?P<when>\d{4}(-\d\d){5})_"),
    "Brightspace": re.compile(
        r"(?P<number>\d+)-\d+ - (?P<name>[^/]+?) ?- (?P<when>\w{3,9} \d+, \d{4} \d{3,4} [AP]M)(/| - )"
    ),
}
REMOVED = re.compile(r"[\x00-\x1f\x7f&<>\"`|':\\/’,]")  # from a name by Moodle; and what people type for "'"
RENAMED = re.compile(r"(-\d+| ?\(\d+\))$")  # another attempt; downloaded again
HIDDEN = re.compile(r"(^|/)(\.|__MACOSX/)")  # what editors and macOS add to a folder


def forms_of(paths: list[str]) -> list[re.Pattern]:
    """The forms that the paths of one archive may have.

    Where all begin with the name of one assignment, Blackboard has put it there, and numbers in it are not
    Canvas'.

    >>> len(forms_of([f"Set_1_{number}_attempt_2026-11-20-13-05-59_x.ipynb" for number in (17, 18)]))
    1
    """
    found = [FORMS["Blackboard"].match(path) for path in paths]
    assignments = {match and match["name"].rpartition("_")[0] for match in found}
    if len(found) > 1 and len(assignments) == 1 and None not in assignments:
        return [FORMS["Blackboard"]]
    return list(FORMS.values())


def match_form(path: str, forms: list[re.Pattern]) -> re.Match | None:
    """The part of a path that the system has put there.

    What follows is a student's, who may have tried to make it look like another's: the shortest one counts.
    """
    return min(filter(None, (form.match(path) for form in forms)), key=re.Match.end, default=None)


def handed_in_at(match: re.Match | None) -> datetime:
    """When, as far as the name tells.

    >>> handed_in_at(FORMS["Brightspace"].match("12-3 - Ada Lovelace - Sept 5, 2026 105 PM/x.ipynb"))
    datetime.datetime(2026, 9, 5, 13, 5)
    """
    text = match and match.groupdict().get("when")
    try:
        if not match or not text:
            return datetime.min
        if match.re is FORMS["Blackboard"]:
            return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S")
        month, day, year, time, half = text.split()
        return datetime.strptime(f"{month[:3]} {day} {year} {time:0>4} {half}", "%b %d, %Y %I%M %p")
    except ValueError:
        return datetime.min


def plain(name: str) -> str:
    """A name in the one form in which names are compared.

    >>> plain("Siobhán O'Brien-Smith_Jones") == plain("Siobha\\u0301n  OBrien-Smith Jones")
    True
    """
    name = REMOVED.sub("", unicodedata.normalize("NFC", name)).replace("_", " ")
    return " ".join(name.split()).casefold()


class ClassList:
    """Who the students are, as the gradebook knows them, and who works with whom."""

    def __init__(self, gradebook: Gradebook, groups: Path) -> None:
        self.ids = {student.id for student in gradebook.students}
        self.with_name = {
            student.id for student in gradebook.students if student.first_name or student.last_name
        }
        self.by_number = {
            student.lms_user_id: student.id for student in gradebook.students if student.lms_user_id
        }
        self.by_name = defaultdict(set)
        for student in gradebook.students:
            first, last = student.first_name or "", student.last_name or ""
            for name in (f"{first} {last}", f"{last} {first}"):
                self.by_name[plain(name)].add(student.id)
        self.groups = defaultdict(set)
        if groups.exists():
            with groups.open(newline="", encoding="utf-8-sig") as file:
                for row in csv.DictReader(file):
                    self.groups[plain(row["group"])].add(row["student"].strip())

    def owners(self, match: re.Match) -> tuple[set[str], bool]:
        """(ids of those whose file it is, whether the gradebook has them)"""
        found = self._find(match)
        members = set().union(*(members for members in self.groups.values() if found & members))
        if found:
            return found | members, True
        if match.re is FORMS["Blackboard"]:
            return {match["name"].rpartition("_")[2]}, False
        # Another student's id may be the same number.
        number = match["number"]
        return {f"{UNKNOWN}{number}" if number in self.with_name else number}, False

    def _find(self, match: re.Match) -> set[str]:
        name = match["name"]
        if match.re is FORMS["Canvas"]:
            return {self.by_number[match["number"]]} if match["number"] in self.by_number else set()
        if match.re is FORMS["Blackboard"]:
            ids = [each for each in self.ids | {*self.by_number} if name.endswith(f"_{each}")]
            longest = max(ids, key=len, default=None)
            return {self.by_number.get(longest, longest)} if longest else set()
        if match.re is FORMS["Moodle"]:
            for group, members in self.groups.items():
                # Before 4.1 Moodle put the group's name in front of each member's.
                if group == plain(name) or plain(name).startswith(f"{group}-"):
                    return members
        same_name = self.by_name.get(plain(name), set())
        return same_name if len(same_name) == 1 else set()


class Extractor(ExtractorPlugin):
    """Takes the notebooks out of what lies in archive/, and puts each at extracted/STUDENT/NOTEBOOK.ipynb."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        archive, self.target = Path(archive_path), Path(extracted_path)
        course = self.parent.coursedir
        with Gradebook(course.db_url, course.course_id) as gradebook:
            self.class_list = ClassList(gradebook, archive.with_name("groups.csv"))
        self.not_found: dict[str, str] = {}  # {name: what it was filed under}
        # A link is not followed: what a zip file holds may have been unpacked here.
        found = sorted(path for path in archive.rglob("*") if path.is_symlink() or path.is_file())
        if not found:
            self.log.warning("There is nothing in %s", archive)
        whole = [path for path in found if path.suffix == ".zip" and path.parent == archive]
        for path in whole:
            with self.saying_what_fails(path), opened(archive, path) as file:
                self.unpack(file, PurePosixPath())
        unpacked = [path.relative_to(archive).as_posix() for path in found if path not in whole]
        for name in self.in_order(unpacked):
            with self.saying_what_fails(archive / name), opened(archive, archive / name) as file:
                self.take(file, PurePosixPath(name))
        self.say_who_is_not_found()
        atexit.register(self.say_who_is_not_found)  # once more, below what nbgrader says of each file

    def say_who_is_not_found(self) -> None:
        for name, filed_under in self.not_found.items():
            self.log.warning("not found in the gradebook: %r, filed under %r", name, filed_under)

    def in_order(self, names: list[str]) -> list[str]:
        """The notebooks and zip files, so that of two for one place the one to be taken comes first."""
        names = [name for name in names if PurePosixPath(name).suffix.lower() in TAKEN]
        self.forms = forms_of(names)

        def key(name):
            when = handed_in_at(match_form(name, self.forms))
            return (datetime.max - when, bool(RENAMED.search(PurePosixPath(name).stem)))

        return sorted(names, key=key)

    def unpack(self, file: IO[bytes], folder: PurePosixPath, own: bool = False) -> None:
        """Take what is in a zip file.

        own  whether it is a student's own, which may hold MAX_NOTEBOOKS, together as large as one may be
        """
        left = MAX_BYTES
        with self.saying_what_fails(folder), zipfile.ZipFile(file) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            for name in names[:MAX_NOTEBOOKS] if own else self.in_order(names):
                path = folder / name.replace("\\", "/")
                if not (own and (path.suffix.lower() == ".zip" or HIDDEN.search(name))):
                    with self.saying_what_fails(path), archive.open(name) as member:
                        size = self.take(member, path, left)
                        left -= size if own else 0

    @contextmanager
    def saying_what_fails(self, path: PurePath) -> Iterator[None]:
        """One bad file does not keep the others from being taken."""
        try:
            yield
        # No zip file, or a hostile one; encrypted; compressed in a way that Python does not know; a name too
        # long.
        except (
            zipfile.BadZipFile,
            RuntimeError,
            zlib.error,
            EOFError,
            ValueError,
            OSError,
            NotRead,
        ) as problem:
            self.log.warning("%r is left out: %s", str(path), problem)  # a name may hold control characters

    def take(self, file: IO[bytes], path: PurePosixPath, most: int = MAX_BYTES) -> int:
        """Put a notebook, or those in a zip file, below extracted/; how many bytes the file has."""
        suffix = path.suffix.lower()
        if suffix not in TAKEN:
            return 0
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise ValueError("it leads out of the folder")
        if suffix == ".ipynb":
            data = read_notebook(file, most)
            self.write(data, path)
            return len(data)
        data = file.read(most + 1)
        if len(data) > most:
            raise ValueError(f"it is too large; at most {MAX_BYTES / 2**20:.0f} MB are taken")
        self.unpack(io.BytesIO(data), path.with_suffix(""), own=True)
        return len(data)

    def write(self, data: bytes, path: PurePosixPath) -> None:
        match = match_form(path.as_posix(), self.forms)
        if not match:
            raise ValueError("its name does not tell whose it is")
        stem = PurePosixPath(path.as_posix()[match.end() :]).stem
        stem = RENAMED.sub("", stem)
        owners, known = self.class_list.owners(match)
        for owner in owners - {"", ".", ".."}:
            if not known:
                self.not_found[match["name"]] = owner
            place = self.target / owner / f"{stem}.ipynb"
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                with place.open("xb") as file:
                    file.write(data)
                self.log.info("%r is %r of %r", str(path), stem, owner)
            except FileExistsError:
                self.log.warning("%r is another %r of %r; it is left out", str(path), stem, owner)


class Collector(FileNameCollectorPlugin):
    """Tells from a path below extracted/ which notebook it is, and whose: Extractor has sorted them."""

    def collect(self, submitted_file: str) -> dict[str, str]:
        path = Path(submitted_file)
        return {"student_id": path.parent.name, "file_id": path.stem}
