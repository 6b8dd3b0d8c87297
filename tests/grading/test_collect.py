"""`nbgrader zip_collect` takes only notebooks out of what the systems give, and puts each in its place."""

import io
import os
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ZipCollectApp

from grading.isolation.handed_in import MAX_BYTES

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
        gradebook.add_student("bob", first_name="Brian", last_name="O'Brien")
        gradebook.add_student("jose", first_name="José", last_name="García")
        gradebook.add_student("anne", first_name="Anne-Marie", last_name="Smith_Jones")
        gradebook.add_student("marie", first_name="Marie", last_name="Smith_Jones")
        gradebook.add_student("777", first_name="Number", last_name="Seven")
    return course


@pytest.fixture
def collect(empty_course, monkeypatch):
    """A function that collects an archive; {path below submitted/: content}."""
    folder = empty_course.folder
    monkeypatch.chdir(folder)
    monkeypatch.setattr("atexit.register", lambda act: None)  # pytest goes on after the command
    for name in ("downloaded", "submitted"):
        shutil.rmtree(name, ignore_errors=True)
    before = files_around(folder)

    def collect(archive, groups=None):
        path = folder / "downloaded" / NAME / "archive" / "all submissions.zip"
        path.parent.mkdir(parents=True)
        path.write_bytes(archive)
        if groups:
            path.parents[1].joinpath("groups.csv").write_text(groups)
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
    """The files in the folder and beside it, where other tests may have left paths too long to be opened."""
    return {Path(place, name) for place, _, names in os.walk(folder.parent) for name in names}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"{ADA}/{NOTEBOOK}", "ada"),
        (f"{ADA}{NOTEBOOK}", "ada"),
        (f"Grace Brewster Hopper_103_assignsubmission_file_/{NOTEBOOK}", "103"),
        (f"Same Name_104_assignsubmission_file_/{NOTEBOOK}", "104"),
        (f"Ada Lovelace_101_assignsubmission_file/{NOTEBOOK}", "ada"),  # Moodle 4.1
        (f"Ada Lovelace_101_assignsubmission_file/my folder/{NAME} (1).IPYNB", "ada"),
        # Moodle takes out what is in no file's name.
        (f"Brian OBrien_101_assignsubmission_file/{NOTEBOOK}", "bob"),
        (f"Brian  O’Brien_101_assignsubmission_file/{NOTEBOOK}", "bob"),
        (f"OBrien Brian_101_assignsubmission_file/{NOTEBOOK}", "bob"),
        (f"{unicodedata.normalize('NFD', 'José García')}_101_assignsubmission_file/{NOTEBOOK}", "jose"),
        (f"Anne-Marie Smith Jones_101_assignsubmission_file/{NOTEBOOK}", "anne"),
        (f"Jean-Marie Smith Jones_101_assignsubmission_file/{NOTEBOOK}", "101"),
        (f"Nobody_777_assignsubmission_file/{NOTEBOOK}", "unknown-777"),
        (f"lovelaceada_4321_98765_{NOTEBOOK}", "ada"),
        (f"o_brian_4321_98765_{NAME} (1).ipynb", "ada"),
        (f"Set 1_ada_attempt_2026-11-20-13-05-59_{NOTEBOOK}", "ada"),  # Blackboard
        (f"Set_1_twin-1_attempt_2026-11-20-13-05-59_{NOTEBOOK}", "twin-1"),
        (f"Set 1_4321_attempt_2026-11-20-13-05-59_{NOTEBOOK}", "ada"),
        (f"Set 1_zoe_attempt_2026-11-20-13-05-59_{NOTEBOOK}", "zoe"),
        (f"12345-678 - Ada Lovelace - Nov 20, 2026 105 PM/{NOTEBOOK}", "ada"),  # Brightspace
        (f"12345-678 - Ada Lovelace- Sept 2, 2026 1105 AM - {NOTEBOOK}", "ada"),
        (f"12345-678 - Nobody - Nov 20, 2026 105 PM/{NOTEBOOK}", "12345"),
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


def test_numbers_in_the_name_of_an_assignment_are_nobodys(collect):
    files = {f"Set_1_{name}_attempt_2026-11-20-13-05-59_{NOTEBOOK}": "{}" for name in ("4321", "777")}
    assert collect(zipped(files)) == {f"{student}/{NAME}/{NOTEBOOK}": "{}" for student in ("ada", "777")}


@pytest.mark.parametrize(
    "team", ["Team A_12_assignsubmission_file", "Team A-Ada Lovelace_101_assignsubmission_file_"]
)
def test_what_a_team_hands_in_goes_to_each_of_its_members(collect, team):
    groups = "group,student\nTeam_A,ada\nTeam_A,bob\nTeam B,jose\n"
    collected = collect(zipped({f"{team}/{NOTEBOOK}": "{}"}), groups)
    assert collected == {f"{student}/{NAME}/{NOTEBOOK}": "{}" for student in ("ada", "bob")}


def test_what_one_of_a_team_hands_in_goes_to_the_others_as_well(collect):
    groups = "group,student\nTeam A,ada\nTeam A,bob\n"
    # Canvas' number is a member's.
    collected = collect(zipped({f"team a_4321_98765_{NOTEBOOK}": "{}"}), groups)
    assert collected == {f"{student}/{NAME}/{NOTEBOOK}": "{}" for student in ("ada", "bob")}


@pytest.mark.parametrize(
    "attempts",
    [
        [f"Set_ada_attempt_2026-11-{day}-13-05-59_{NOTEBOOK}" for day in (20, 21, 19)],
        [
            f"1-2 - Ada Lovelace - {day} PM/{NOTEBOOK}"
            for day in ("Nov 9, 2026 159", "Nov 10, 2026 1205", "Nov 1, 2026 100")
        ],
        [f"{ADA}/{NAME} (1).ipynb", f"{ADA}/{NOTEBOOK}"],
    ],
)
def test_of_several_attempts_the_last_is_taken_and_of_several_names_the_right_one(collect, attempts):
    collected = collect(zipped({name: str(number) for number, name in enumerate(attempts)}))
    assert collected == {f"ada/{NAME}/{NOTEBOOK}": "1"}


def test_what_macos_and_editors_add_is_left_out(collect):
    files = {
        f"x/{NOTEBOOK}": "{}",
        f"__MACOSX/x/._{NOTEBOOK}": "x",
        f"x/.ipynb_checkpoints/{NAME}-checkpoint.ipynb": "x",
    }
    assert collect(zipped({f"{ADA}/x.zip": zipped(files)})) == {f"ada/{NAME}/{NOTEBOOK}": "{}"}


def test_who_is_not_in_the_gradebook_is_named_at_once_and_at_the_end(empty_course):
    archive = empty_course.folder / "downloaded" / NAME / "archive"
    shutil.rmtree(empty_course.folder / "downloaded", ignore_errors=True)
    archive.mkdir(parents=True)
    (archive / "all.zip").write_bytes(zipped({f"Grace Hopper_103_assignsubmission_file/{NOTEBOOK}": "{}"}))
    said = empty_course.nbgrader("zip_collect", NAME, "--force")
    told = "not found in the gradebook: 'Grace Hopper', filed under '103'"
    assert told in said.splitlines()[-1] and said.count(told) == 2


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
    "another system's form in one's own file": {
        f"eveevil_102_555_Set_ada_attempt_2026-11-20-13-05-59_{NOTEBOOK}": "x",
        f"Set_102_attempt_2026-11-20-13-05-59_1_4321_5_{NOTEBOOK}": "x",
        f"Set_102_attempt_2026-11-20-13-05-59_x_attempt_2026-11-20-13-05-59_{NOTEBOOK}": "x",
        f"102-1 - Eve Evil - Nov 20, 2026 105 PM/lovelaceada_4321_1_{NOTEBOOK}": "x",
    },
    "an id that leads out of the folder": {f"Set_.._attempt_2026-11-20-13-05-59_{NOTEBOOK}": "x"},
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
