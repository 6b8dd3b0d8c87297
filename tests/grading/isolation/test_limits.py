"""Limits hold: memory wherever it is taken, output of the whole notebook, and what a frame may become."""

import tracemalloc
from pathlib import Path

import psutil
import pytest
from nbformat.v4 import new_code_cell

from grading.isolation import supervise
from grading.isolation.cgroups import Cgroup, candidates, place
from grading.isolation.codecs import MAX_DECODED, Decoder
from grading.isolation.limits import Limits
from grading.isolation.notebook import grade_notebook
from grading.isolation.wire import WireError

from ..assignment import POINTS, assignment, data, marks, shown

LIMITS = Limits(cell_seconds=60, notebook_seconds=200, memory=300 * 2**20, interrupt_seconds=0.5)
TOO_MUCH = "it used more than 300 MB of memory"
HOGS = {
    "private": "import os\nfor _ in range(8):\n    if os.fork() == 0: break\nblocks = bytearray(2**26)\n"
    "import time\ntime.sleep(1000)",
    "page tables": "import mmap\n"
    "area = mmap.mmap(-1, 2**40, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, prot=1)\n"
    "sum(area[place] for place in range(0, 2**40, 2**21))",
    "files": "for path in ('/tmp/x', '/dev/shm/x', 'x'):\n"
    "    open(path, 'wb').write(bytes(limits_files - 2**12))\n"
    "import os, time\nblocks = [bytearray(2**20) for _ in range(200)]\ntime.sleep(1000)",
    "shared by name": "import mmap, os, time\n"
    "file = open('/dev/shm/x', 'w+b')\nfile.truncate(limits_files - 2**12)\n"
    "area = mmap.mmap(file.fileno(), limits_files - 2**12)\narea[::4096] = bytes(len(area[::4096]))\n"
    "os.fork()\nblocks = [bytearray(2**20) for _ in range(150)]\ntime.sleep(1000)",
}


@pytest.fixture(params=["by the kernel", "by what /proc shows"])
def counted(request, monkeypatch):
    if request.param != "by the kernel":
        monkeypatch.setattr(supervise, "place", lambda: None)
    elif not place():
        pytest.skip("no cgroup can be made here")


@pytest.mark.parametrize("hog", HOGS.values(), ids=HOGS)
def test_memory_is_counted_wherever_it_is_taken(counted, hog):
    hog = hog.replace("limits_files", str(LIMITS.files))
    result = grade_notebook(data(assignment()), data(assignment(square=hog)), limits=LIMITS)
    assert f"Cell `square`: {TOO_MUCH}." in result.report, shown(result)
    assert sum(marks(result).values()) == 3


def test_the_examiner_is_counted(counted):
    """A test that keeps what an answer returns may come to hold more than all processes together may."""
    source = assignment()
    source.cells[2].source = "kept = [square(np.zeros(2_000_000) + number) for number in range(40)]"
    result = grade_notebook(data(source), data(assignment()), limits=LIMITS)
    assert marks(result) == POINTS | {"square-values": 0}
    assert TOO_MUCH in "".join(result.report)


def test_honest_answers_have_all_the_memory_that_they_are_promised(counted):
    square = "kept = np.ones(200 * 2**17)\ndef square(x): return x * x"
    result = grade_notebook(data(assignment()), data(assignment(square=square)), limits=LIMITS)
    assert marks(result) == POINTS and result.report == []


def test_no_cgroup_is_left_behind():
    grade_notebook(data(assignment()), data(assignment(square="import os\nos._exit(1)")))
    if place():
        ours = {child.pid for child in psutil.Process().children()}
        assert [each for each in place().glob("grading-*") if int(each.name.split("-")[1]) in ours] == []


VERSION_1 = (
    "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
    "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory"
)
HYBRID = f"{VERSION_1}\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw"
VERSION_2 = "30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate"
CONTAINER = "30 24 0:26 /docker/1 /sys/fs/cgroup ro - cgroup2 cgroup ro"


@pytest.mark.parametrize(
    ("own", "mounts", "found"),
    [
        ("4:memory:/\n0::/", VERSION_1, ["memory"]),
        ("4:memory:/jobs/7\n2:cpu,cpuacct:/x\n0::/", HYBRID, ["memory/jobs/7", "unified"]),
        (
            "0::/user.slice/user-1.slice/user@1.service/app.slice/run-r1.scope",
            VERSION_2,
            ["user.slice/user-1.slice/user@1.service/app.slice"],
        ),
        ("0::/system.slice/grading.service", VERSION_2, ["system.slice"]),
        ("0::/", VERSION_2, ["."]),
        ("0::/docker/1/grader", CONTAINER, ["."]),
        ("0::/../other", CONTAINER, []),
        ("0::/", "", []),
    ],
)
def test_the_place_for_cgroups_follows_from_the_mounts(own, mounts, found):
    """Version 2 cannot be tried where the kernel counts memory in version 1, as on many machines of tests."""
    assert candidates(own, mounts) == [Path("/sys/fs/cgroup") / each for each in found]


@pytest.mark.parametrize(
    ("names", "limit", "counter"),
    [
        (["memory.max", "memory.swap.max"], "memory.max", "memory.events"),
        (["memory.max"], "memory.max", "memory.events"),
        (
            ["memory.limit_in_bytes", "memory.memsw.limit_in_bytes"],
            "memory.limit_in_bytes",
            "memory.oom_control",
        ),
    ],
    ids=["version 2", "version 2 without swap", "version 1"],
)
def test_both_versions_are_limited_and_asked(tmp_path, names, limit, counter):
    for name in names:
        (tmp_path / name).touch()
    cgroup = Cgroup(tmp_path)
    cgroup.limit(1000)
    assert (tmp_path / limit).read_text() == "1000"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    (tmp_path / counter).write_text("oom_kill_disable 0\noom 3\noom_kill 0\n")
    assert not cgroup.was_full()
    (tmp_path / counter).write_text("under_oom 0\noom_kill 2\n")
    assert cgroup.was_full()


# Frames and outputs


@pytest.mark.parametrize(
    ("message", "arrays"),
    [
        ({"texts": [[95_000], ["x" * 10_000, *[""] * 94_999]]}, b""),
        ([{"array": ["<f8", [2**20], 0]}] * 100, bytes(2**23)),
        ([{"scalar": ["<f8", [2**20], 0]}] * 100, bytes(2**23)),
        ([[]] * (MAX_DECODED // 64), b""),
    ],
    ids=["texts", "arrays", "scalars", "lists"],
)
def test_what_would_become_too_large_is_refused_before_it_does(message, arrays):
    tracemalloc.start()
    try:
        with pytest.raises(WireError, match="too much"):
            Decoder(None, arrays).decode(message)
        assert tracemalloc.get_traced_memory()[1] < 1.5 * MAX_DECODED
    finally:
        tracemalloc.stop()


def test_a_generator_counts_with_all_that_belongs_to_it():
    decoder = Decoder(None)
    decoder.decode([{"generator": [1, 1, 0, 0]}] * 100)
    assert MAX_DECODED - decoder.left > 100 * 1024


def test_a_type_of_many_fields_is_refused_before_it_is_made():
    name = "f8," * 20_000
    tracemalloc.start()
    try:
        with pytest.raises(WireError, match="not a numeric array"):
            Decoder(None, bytes(8)).decode({"array": [name, [1], 0]})
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_the_output_of_a_whole_notebook_is_limited():
    notebook = assignment()
    own = [new_code_cell(f"print('{number}', 'z' * 100_000)") for number in range(200)]
    notebook.cells[1:1] = own
    limits = Limits(notebook_output=2**20)
    result = grade_notebook(data(assignment()), data(notebook), limits=limits)
    assert marks(result) == POINTS
    assert 2**20 < len(data(result.notebook)) < 2 * 2**20
    assert "the rest of the output is left out" in shown(result)
    failing = assignment(square="def square(x): return 0")
    failing.cells[1:1] = own
    result = grade_notebook(data(assignment()), data(failing), limits=limits)
    assert "expected" in shown(result)  # the verdicts are shown all the same
