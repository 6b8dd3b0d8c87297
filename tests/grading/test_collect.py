"""`nbgrader zip_collect` takes only notebooks out of what Moodle and Canvas give, and puts each in place."""

import io
import shutil
import zipfile

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ZipCollectApp

from grading.isolation.restore import MAX_BYTES

from .course import NAME

ADA = "Ada Lovelace_101_assignsubmission_file_"
EVE = "Eve Evil_102_assignsubmission_file_"
NOTEBOOK = f"{NAME}.ipynb"


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def empty_course(new_course):
    course = new_course()
    with Gradebook(course.database, "gradient_descent") as gradebook:
        gradebook.add_student("ada", first_name="Ada", last_name="Lovelace", lms_user_id="4321")
        gradebook.add_student("twin-1", first_name="Same", last_name="Name")
        gradebook.add_student("twin-2", first_name="Same", last_name="Name")
    return course


@pytest.fixture
def collect(empty_course, monkeypatch):
    """A function that collects an archive; {path below submitted/: content}."""
    folder = empty_course.folder
    monkeypatch.chdir(folder)
    for name in ("downloaded", "submitted"):
        shutil.rmtree(name, ignore_errors=True)
    before = files_around(folder)

    def collect(archive):
        path = folder / "downloaded" / NAME / "archive" / "all submissions.zip"
        path.parent.mkdir(parents=True)
        path.write_bytes(archive)
        app = ZipCollectApp()
        app.initialize([NAME])
        app.start()
        after = files_around(folder) - before
        assert {path.relative_to(folder).parts[0] for path in after} <= {"downloaded", "submitted"}
        return {
            path.relative_to(folder / "submitted").as_posix(): path.read_text()
            for path in after
            if "submitted" in path.parts
        }

    return collect


def files_around(folder):
    return {path for path in folder.parent.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"{ADA}/{NOTEBOOK}", "ada"),
        (f"{ADA}{NOTEBOOK}", "ada"),
        (f"Grace Brewster Hopper_103_assignsubmission_file_/{NOTEBOOK}", "103"),
        (f"Same Name_104_assignsubmission_file_/{NOTEBOOK}", "104"),
        (f"lovelaceada_4321_98765_{NOTEBOOK}", "ada"),
        (f"lovelaceada_LATE_4321_98765_{NAME}-3.ipynb", "ada"),
        (f"hoppergrace_77_98765_{NOTEBOOK}", "77"),
    ],
)
def test_names_tell_whose_it_is(collect, name, student):
    assert collect(zipped({name: "{}"})) == {f"{student}/{NAME}/{NOTEBOOK}": "{}"}


@pytest.mark.parametrize("folder", [f"{ADA}/work.zip", f"{ADA}work.zip", "lovelaceada_4321_98765_work.zip"])
def test_what_a_student_has_zipped_is_unpacked(collect, folder):
    assert collect(zipped({folder: zipped({f"my folder/{NOTEBOOK}": "{}", "data.csv": "x"})})) == {
        f"ada/{NAME}/{NOTEBOOK}": "{}"
    }


HOSTILE = {
    "path out of the folder": {f"{EVE}/../../../../{NOTEBOOK}": "x"},
    "absolute path": {f"/{NOTEBOOK}": "x"},
    "path of another system": {f"{EVE}\\..\\..\\..\\{NOTEBOOK}": "x", f"C:\\{NOTEBOOK}": "x"},
    "path out of a student's own zip file": {
        f"{EVE}/x.zip": zipped({f"../{ADA}/{NOTEBOOK}": "x", f"../../../{NOTEBOOK}": "x"})
    },
    "bomb": {f"{EVE}/{NOTEBOOK}": b" " * (50 * MAX_BYTES)},
    "bomb in a zip file": {f"{EVE}/x.zip": zipped({f"{n}/{NOTEBOOK}": b" " * MAX_BYTES for n in range(20)})},
    "thousands of files": {f"{EVE}/x.zip": zipped({f"{n}/{NOTEBOOK}": "x" for n in range(5000)})},
    "zip files in zip files": {f"{EVE}/x.zip": zipped({"y.zip": zipped({NOTEBOOK: "x"})})},
    "no zip file": {f"{EVE}/x.zip": b"PK\x03\x04 no more"},
    "a name that is too long": {f"{EVE}/{'x' * 500}.ipynb": "x"},
    "no notebook": {f"{EVE}/timestamp.txt": "1970-01-01", f"{EVE}/.bashrc": "x"},
    "a classmate's name in one's own": {f"{EVE}/{ADA}/{NOTEBOOK}": "x", f"{EVE}{ADA}{NOTEBOOK}": "x"},
    "a classmate's name in a zip file": {
        f"{EVE}/x.zip": zipped({f"{ADA}/{NOTEBOOK}": "x", f"lovelaceada_4321_1_{NOTEBOOK}": "x"})
    },
    "the same twice": {f"{EVE}/{NOTEBOOK}": "x", f"{EVE}/again/{NOTEBOOK}": "y"},
}


@pytest.mark.parametrize("files", HOSTILE.values(), ids=HOSTILE)
def test_nobody_harms_a_classmate_or_the_machine(collect, files, empty_course):
    collected = collect(zipped(files | {f"{ADA}/{NOTEBOOK}": "{}"}))
    assert collected.pop(f"ada/{NAME}/{NOTEBOOK}") == "{}"
    assert {path.split("/")[0] for path in collected} <= {"102"}
    assert sum(path.stat().st_size for path in empty_course.folder.rglob("*.ipynb")) <= 3 * MAX_BYTES


def test_what_is_locked_by_a_password_is_said_and_left_out(collect, capsys):
    archive = bytearray(zipped({f"{EVE}/{NOTEBOOK}": "x"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(signature) + flags] |= 1
    assert collect(bytes(archive)) == {}
    assert "encrypted" in capsys.readouterr().err
