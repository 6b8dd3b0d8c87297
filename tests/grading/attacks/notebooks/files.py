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
