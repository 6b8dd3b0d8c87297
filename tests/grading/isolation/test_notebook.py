"""One notebook, from the file to the marks: what right answers may do, and what happens in failures."""

import os
import signal
from itertools import count

import psutil
import pytest

from grading.isolation import sandbox
from grading.isolation.limits import Limits
from grading.isolation.notebook import NO_SANDBOX, grade_notebook
from grading.isolation.sandbox import SandboxError
from grading.isolation.supervise import Killed, Session

from ..assignment import POINTS, assignment, data, marks, shown

LIMITS = Limits(cell_seconds=5, notebook_seconds=60, interrupt_seconds=0.5)
SOURCE = data(assignment())


def grade(*, source=SOURCE, limits=LIMITS, files=None, seed="", sandboxed=True, **answers):
    return grade_notebook(source, data(assignment(**answers)), files, seed, limits, sandboxed)


def outputs(graded, name):
    (found,) = [
        each for each in graded.notebook.cells if each.metadata.get("nbgrader", {}).get("grade_id") == name
    ]
    return found.outputs


@pytest.mark.parametrize(
    "square",
    [
        "import math\ndef square(x): return x ** 2",
        "square = lambda x: x * x",
        "class Square:\n    def __call__(self, x): return x * x\nsquare = Square()",
        "import functools\n@functools.cache\ndef one(x): return x * x\n"
        "def square(x): return np.vectorize(one)(x)[()]",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\ndef square(x): return x * x",
        "import asyncio\nawait asyncio.sleep(0)\ndef square(x): return asyncio.run(asyncio.sleep(0, x * x))",
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def square(x): return ThreadPoolExecutor().submit(lambda: x * x).result()",
        "!echo hello > file.txt\nprint(open('file.txt').read())\ndef square(x): return x * x",
        "with open('/tmp/power.py', 'w') as file: file.write('square = lambda x: x * x')\n"
        "import sys\nsys.path.append('/tmp')\nfrom power import square",
    ],
)
def test_right_answers_get_their_points_however_they_are_written(square):
    result = grade(square=square)
    assert marks(result) == POINTS, shown(result)
    assert result.report == []


def test_an_answer_shows_what_it_shows_in_jupyter():
    result = grade(
        number="import sys, os\nimport matplotlib.pyplot as plt\n"
        "print('first')\nprint('second', file=sys.stderr)\n"
        "os.system('echo third')\nplt.plot([1])\ndisplay('fourth')\nnumber = 42\nnumber"
    )
    found = outputs(result, "number")
    text = {each.name: each.text for each in found if each.output_type == "stream"}
    assert text["stderr"] == "second\n"
    assert "third" in shown(result)
    assert [each.data["text/plain"] for each in found if each.output_type == "execute_result"] == ["42"]
    assert any("image/png" in each.get("data", {}) for each in found)


def test_what_an_answer_prints_in_a_test_stands_under_that_test():
    result = grade(square="def square(x):\n    print('squaring', x)\n    return x * x")
    assert "squaring 3.0" in outputs(result, "square-values")[0].text
    assert marks(result) == POINTS


def test_a_failed_test_shows_its_message_and_the_answers_lines_but_nothing_hidden():
    result = grade(
        square="def square(x):\n    return 1 / 0 if isinstance(x, int) else x * x",
        twice="def twice(f, x): return x + 6",
    )
    (failed,) = outputs(result, "square-care")
    text = "\n".join(failed.traceback)
    assert failed.ename == "ZeroDivisionError"
    assert "1" in text and "square" in text and "in a test that is not shown" in text
    (failed,) = outputs(result, "twice-test")
    assert "50" not in "\n".join(failed.traceback)


def test_a_call_that_changes_its_argument_is_found_out():
    result = grade(square="def square(x):\n    x *= x\n    return x")
    assert marks(result) == POINTS | {"square-care": 0}


def test_a_test_can_give_part_of_its_points():
    source = assignment()
    source.cells[-1].source = "round(number / 84, 2)"
    result = grade(source=data(source))
    assert marks(result)["number-test"] == 0.5
    source.cells[-1].source = "number"
    result = grade(source=data(source))
    assert marks(result)["number-test"] == 0
    assert "the test gives 42 points, and there are 1" in shown(result)


def test_data_files_are_there_on_both_sides():
    source = assignment()
    source.cells[-1].source = "assert number == len(open('data/numbers.csv').read())"
    number = "number = len(open('data/numbers.csv').read())\nopen('data/numbers.csv', 'w').close()"
    result = grade(source=data(source), files={"data/numbers.csv": b"1,2,3"}, number=number)
    assert marks(result) == POINTS, shown(result)


def test_the_rest_is_graded_when_a_process_has_ended():
    result = grade(twice="import os\nlate = 5\ndef twice(f, x): os._exit(3)")
    assert marks(result) == POINTS | {"twice-test": 0}
    assert result.report == ["Cell `twice-test`: it ended by itself, with exit code 3."]


def test_helpers_of_a_test_survive_the_end_of_a_process():
    source = assignment()
    source.cells[5].source = "def same(a, b):\n    assert a == b\nsame(twice(lambda x: x, 1), 1)"
    source.cells[7].source = "same(number, 42)"
    assert marks(grade(source=data(source), twice="import os\ndef twice(f, x): os._exit(3)")) == POINTS | {
        "twice-test": 0
    }


def test_a_notebook_ends_when_its_time_is_up():
    limits = Limits(cell_seconds=1, notebook_seconds=2, interrupt_seconds=0.2)
    result = grade(
        square="while True: pass", twice="while True: pass", number="while True: pass", limits=limits
    )
    assert sum(marks(result).values()) == 0
    assert "the time of the notebook, 2 seconds, was used up" in shown(result)


@pytest.mark.parametrize("cells_before", [0, 1, 4])
def test_a_lost_warm_parent_is_replaced(monkeypatch, cells_before):
    run, calls = Session.run, count()

    def run_after_a_loss(session, *arguments, **options):
        if next(calls) == cells_before:
            os.kill(session.parent.process.pid, signal.SIGKILL)
        return run(session, *arguments, **options)

    monkeypatch.setattr(Session, "run", run_after_a_loss)
    result = grade()
    assert marks(result) == POINTS
    assert result.report == []


PROCESSES = {  # of a session, by its process ids
    "student": lambda session: session.student,
    "guardian": lambda session: session.processes[0],
    "bubblewrap": lambda session: session.processes[1],
    "examiner": lambda session: session.processes[-1],
}


def kill_at(monkeypatch, which, is_time):
    """Kill a process of each session just before those cells for whose number `is_time` holds."""
    run, calls = Session.run, count()

    def killed_run(session, *arguments, **options):
        if is_time(next(calls)):
            os.kill(PROCESSES[which](session), signal.SIGKILL)
        return run(session, *arguments, **options)

    monkeypatch.setattr(Session, "run", killed_run)


@pytest.mark.parametrize("cells_before", [0, 2, 5])
@pytest.mark.parametrize("which", PROCESSES)
def test_what_somebody_else_has_killed_begins_again(monkeypatch, which, cells_before):
    kill_at(monkeypatch, which, lambda call: call == cells_before)
    result = grade()
    assert marks(result) == POINTS
    assert result.report == []


def test_what_is_killed_again_and_again_gets_no_marks_at_all(monkeypatch):
    kill_at(monkeypatch, "student", lambda call: True)
    with pytest.raises(Killed, match="from outside"):
        grade()


@pytest.mark.parametrize("message", [["output"], ["output", 1, 2]], ids=str)
def test_an_output_in_another_form_ends_the_line_to_the_answers(message):
    square = (
        "import gc\n"
        "(student,) = [thing for thing in gc.get_objects() if type(thing).__name__ == 'Student']\n"
        f"def square(x):\n    student.connection.send({message})\n    return x * x"
    )
    result = grade(square=square)
    assert marks(result) == POINTS | {"square-values": 0, "square-care": 0}
    assert "it sent what is not a message (not one output)" in shown(result)


def test_a_test_that_ends_the_examiner_every_time_costs_its_own_points(monkeypatch):
    source = assignment()
    source.cells[2].source = "import os; os._exit(1)"
    result = grade(source=data(source))
    assert marks(result) == POINTS | {"square-values": 0}
    assert "the process with the tests ended" in "".join(result.report)


def test_nothing_is_left_behind():
    grade()
    before = psutil.Process().children(recursive=True)
    assert (
        sum(marks(grade(square="import os\nif os.fork() == 0:\n    while True: pass\nsquare = 0")).values())
        == 3
    )
    assert psutil.Process().children(recursive=True) == before


def test_without_a_sandbox_it_says_so():
    result = grade(sandboxed=False)
    assert marks(result) == POINTS
    assert result.report == [NO_SANDBOX]


def test_without_bubblewrap_it_refuses(monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    with pytest.raises(SandboxError, match="apt-get install bubblewrap"):
        grade()
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    with pytest.raises(SandboxError, match="needs Linux"):
        grade()
