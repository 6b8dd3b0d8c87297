"""Has cells that are none among right answers.

mark: 6
"""
import json
from copy import deepcopy


def attack(notebook):
    document = deepcopy(notebook)
    document["cells"][1:1] = [None, {"cell_type": "code"}, {"cell_type": "spell", "source": "x", "metadata": {}}, {"source": 3}]
    document["metadata"] = "none"
    return json.dumps(document).encode()
