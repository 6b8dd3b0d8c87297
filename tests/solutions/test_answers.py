"""What a contributor is told when a file in tests/answers cannot be read."""

import pytest

from ..percent import read_programs
from . import problem_set as module
from .answers import written_answers
from .problem_set import ProblemSet

GOOD = '''\
# %% right: in_one_line
f = abs

# %% wrong: sign_lost
"""say "why"
in two lines"""

f = float
'''


@pytest.fixture
def file(tmp_path):
    return tmp_path / "f.py"


def test_right_and_wrong_answers_are_read(file):
    file.write_text(GOOD)
    right, wrong = written_answers(file)
    assert right == ("right_in_one_line", "f = abs\n", ())
    assert (wrong.name, wrong.phrases) == ("wrong_sign_lost", ('say "why"\nin two lines',))
    assert wrong.source.endswith('in two lines"""\n\nf = float\n')
    assert [program.place.rpartition(":")[2] for program in read_programs(file, ("right", "wrong"))] == [
        "1",
        "4",
    ]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            GOOD.replace("wrong:", "wong:"),
            4,
            "unknown marker `# %% wong: sign_lost`; write `# %% right: a_name` or",
        ),
        (GOOD.replace("sign_lost", "Sign lost"), 4, "unknown marker `# %% wrong: Sign lost`"),
        (GOOD + "\n# %%\nf = int\n", 10, "unknown marker `# %%`"),
        (GOOD.replace("# %% wrong:", "#%% wrong:"), 4, "unknown marker `#%% wrong: sign_lost`"),
        (GOOD.replace("# %% wrong:", "  # %% wrong:"), 4, "unknown marker `  # %% wrong: sign_lost`"),
        (GOOD + "\n# %% right: empty\n", 10, "there is no program below `# %% right: empty`"),
        ("", 1, "a file begins with a marker"),
        ("import math\n\n" + GOOD, 1, "a file begins with a marker, such as `# %% right: a_name`"),
        (GOOD + "\n" + GOOD, 10, "`right: in_one_line` is at"),
        (
            GOOD.replace('"""', "").replace("say", "say =").replace("in two lines", ""),
            4,
            "`wrong: sign_lost` does not begin with the phrase",
        ),
    ],
)
def test_a_malformed_file_is_named_with_the_line(file, text, line, told):
    file.write_text(text)
    with pytest.raises(ValueError) as caught:
        list(written_answers(file))
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert told in str(caught.value)


def test_a_task_that_the_set_does_not_have_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "ROOT", tmp_path)
    problem_set = ProblemSet("06_schedules")
    problem_set.tests = {"rates": {}, "follow": {}}
    file = tmp_path / "tests/answers/06_schedules/folow.py"
    file.parent.mkdir(parents=True)
    file.write_text(GOOD)
    with pytest.raises(ValueError, match="06_schedules has no task folow; its tasks are rates, follow"):
        _ = problem_set.written
