# %% attack: is_not_text
"""Is bytes that mean nothing.

mark: 0
"""


def attack(notebook):
    return bytes(range(256)) * 1000


# %% attack: is_not_json
"""Is half a file.

mark: 0
"""
import json


def attack(notebook):
    return json.dumps(notebook).encode()[:1000]


# %% attack: is_nested
"""Is JSON, a hundred thousand lists deep.

mark: 0
"""


def attack(notebook):
    return b"[" * 100_000 + b"]" * 100_000


# %% attack: is_huge
"""Is larger than any notebook.

mark: 0
"""


def attack(notebook):
    return b'{"nbformat": 4, "cells": [' + b" " * 30_000_000 + b"]}"


# %% attack: has_hostile_fields
"""Is JSON whose fields have every type but the right one.

mark: 0
"""

import json

HOSTILE = [
    None,
    0,
    -1,
    1e400,
    True,
    "x",
    "\ud800",
    [],
    ["x"],
    {},
    {"a": {}},
    [[]],
    {"nbgrader": []},
    {"nbgrader": {"grade_id": [1]}},
]


def attack(notebook):
    cells = [
        {"cell_type": "code", "source": "", "metadata": {}} | {field: value}
        for field in ("cell_type", "source", "metadata", "id")
        for value in HOSTILE
    ]
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": HOSTILE, "cells": [*HOSTILE, *cells]}
    ).encode()


# %% attack: mixes_good_and_bad_cells
"""Has things that are not cells among right answers.

mark: 6
"""

import json
from copy import deepcopy


def attack(notebook):
    document = deepcopy(notebook)
    document["cells"][1:1] = [
        None,
        {"cell_type": "code"},
        {"cell_type": "spell", "source": "x", "metadata": {}},
        {"source": 3},
    ]
    document["metadata"] = "none"
    return json.dumps(document).encode()


# %% attack: has_a_hundred_thousand_cells
"""Has more cells above the answers than anybody can read.

mark: 0
"""
from nbformat.v4 import new_code_cell


def attack(notebook):
    own = new_code_cell("1 + 1")
    notebook.cells = [own] * 100_000 + notebook.cells
    return notebook


# %% attack: is_from_another_assignment
"""Belongs to another assignment.

mark: 0
"""

from nbformat.v4 import new_code_cell, new_notebook


def attack(notebook):
    return new_notebook(
        cells=[new_code_cell("1 + 1", metadata={"nbgrader": {"grade_id": "other", "solution": True}})]
    )


# %% attack: is_empty
"""Is a file of no bytes.

mark: 0
"""


def attack(notebook):
    return b""


# %% attack: is_compressed
"""Is a notebook, but compressed.

mark: 0
"""
import gzip
import json


def attack(notebook):
    return gzip.compress(json.dumps(notebook).encode())


# %% attack: says_everything_twice
"""Has every key twice, first with what is wrong; of two the last one counts.

mark: 6
"""
import json


def attack(notebook):
    text = json.dumps(notebook)
    return (
        text.replace('"cells":', '"cells": [1, 2], "cells":')
        .replace('"nbformat":', '"cells": [], "nbformat":')
        .encode()
    )


# %% attack: has_a_number_without_end
"""Has a number of a hundred thousand digits, on which Python would spend a while.

mark: 0
"""
import json


def attack(notebook):
    return json.dumps(notebook).encode().replace(b'"nbformat": 4', b'"nbformat": 4' + b"0" * 100_000)


# %% attack: has_a_truth_for_a_version
"""Says that its version is true, which in Python is a number.

mark: 0
"""
import json


def attack(notebook):
    return json.dumps(notebook).encode().replace(b'"nbformat": 4', b'"nbformat": true')


# %% attack: is_of_the_future
"""Is a notebook of a version that is not there yet.

mark: 6
"""
import json


def attack(notebook):
    return json.dumps(notebook).encode().replace(b'"nbformat": 4', b'"nbformat": 5')


# %% attack: is_encoded_in_another_way
"""Is a notebook in UTF-16, as some editors save it.

mark: 6
"""
import json


def attack(notebook):
    return json.dumps(notebook).encode("utf-16")


# %% attack: begins_with_a_mark
"""Is a notebook that begins with a byte order mark.

mark: 6
"""
import json


def attack(notebook):
    return json.dumps(notebook).encode("utf-8-sig")


# %% attack: carries_a_large_picture
"""Has a picture of fifteen megabytes beside its answers.

mark: 6
"""


def attack(notebook):
    notebook.cells[1].attachments = {"picture.png": {"image/png": "A" * 15_000_000}}
    notebook.cells[1].outputs = []
    return notebook


# %% attack: has_a_source_of_many_megabytes
"""Has an answer with eight megabytes of comment.

mark: 6
"""


def attack(notebook):
    notebook.cells[1].source += "\n# " + "x" * 8_000_000
    return notebook


# %% attack: has_not_a_number_in_its_metadata
"""Has what JSON does not have: not-a-number and infinity.

mark: 6
"""
import json


def attack(notebook):
    notebook.metadata.extra = [float("nan"), float("inf"), -float("inf")]
    return json.dumps(notebook).encode()
