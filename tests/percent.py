'''Many small programs in one file, in the percent format: each stands below a marker that names it.

# %% right: in_one_line
def step(w, g, lr):
    return w - lr * g

# %% wrong: sign_flipped
"""you added the gradient"""

def step(w, g, lr):
    return w + lr * g
'''

import ast
import re
from typing import NamedTuple


class Program(NamedTuple):
    kind: str
    name: str
    source: str
    place: str  # FILE:LINE of its marker, for messages

    @property
    def docstring(self):
        """The string at its top, word for word; empty if there is none."""
        return ast.get_docstring(ast.parse(self.source), clean=False) or ""


def read_programs(path, kinds):
    """The programs of a file, in their order; `kinds` are those that a marker may name."""
    # Whatever looks like a marker is taken for one, lest a misspelt one be read as part of the program above.
    above, *cells = re.split(r"^(?=[ \t]*#+[ \t]*%%)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if above.strip() or not cells:
        raise ValueError(f"{path}:1: a file begins with a marker, such as `# %% {kinds[0]}: a_name`")
    line = above.count("\n") + 1
    programs = {}
    for cell in cells:
        program = _read_program(cell, kinds, f"{path}:{line}")
        twin = programs.setdefault((program.kind, program.name), program)
        if twin is not program:
            raise ValueError(f"{program.place}: `{program.kind}: {program.name}` is at {twin.place} already")
        line += cell.count("\n")
    return list(programs.values())


def _read_program(cell, kinds, place):
    marker, _, source = cell.partition("\n")
    match = re.fullmatch(rf"# %% ({'|'.join(kinds)}): ([a-z][a-z0-9_]*)", marker)
    if not match:
        allowed = " or ".join(f"`# %% {kind}: a_name`" for kind in kinds)
        raise ValueError(f"{place}: unknown marker `{marker}`; write {allowed}")
    if not source.strip():
        raise ValueError(f"{place}: there is no program below `{marker}`")
    return Program(match[1], match[2], source.strip() + "\n", place)
