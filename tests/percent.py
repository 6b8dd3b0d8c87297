'''Many small programs in one file, in the percent format: each stands below a marker with its kind and its name.

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
        """What stands between quotes at its top, word for word; None without."""
        return ast.get_docstring(ast.parse(self.source), clean=False)


def read_programs(path, kinds):
    """The programs of a file in their order; `kinds` are those that a marker may name."""
    above, *cells = re.split(r"^(?=# %%)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if above.strip():
        raise ValueError(f"{path}:1: this stands above the first marker; begin with one, such as `# %% {kinds[0]}: name`")
    programs, line = [], above.count("\n") + 1
    for cell in cells:
        marker, source = cell.split("\n", 1)
        place = f"{path}:{line}"
        match = re.fullmatch(rf"# %% ({'|'.join(kinds)}): ([a-z][a-z0-9_]*)", marker)
        if not match:
            allowed = " or ".join(f"`# %% {kind}: snake_case_name`" for kind in kinds)
            raise ValueError(f"{place}: unknown marker `{marker}`; write {allowed}")
        programs.append(Program(match[1], match[2], source.strip() + "\n", place))
        line += cell.count("\n")
    _refuse_twins(programs)
    return programs


def _refuse_twins(programs):
    first = {}
    for program in programs:
        twin = first.setdefault((program.kind, program.name), program)
        if twin is not program:
            raise ValueError(f"{program.place}: there is a {program.kind}: {program.name} at {twin.place} already")
