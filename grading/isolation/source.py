"""What the instructor's notebook says about how to run it, found without running it."""

import ast
import builtins
import symtable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import nbformat
from IPython.core.inputtransformer2 import TransformerManager


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def is_solution(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def role(cell):
    """What a code cell is: "answer", "test" or "setup". A student's own cell is an answer, too."""
    settings = cell.metadata.get("nbgrader", {})
    if settings.get("solution") or not settings:
        return "answer"
    return "test" if settings.get("grade") else "setup"


@dataclass(frozen=True)
class Source:
    """The instructor's notebook, with solutions and hidden tests."""

    notebook: nbformat.NotebookNode

    @staticmethod
    @lru_cache(maxsize=8)
    def read(data):
        return Source(nbformat.reads(data, as_version=4))

    @cached_property
    def cells(self):
        return [cell for cell in self.notebook.cells if cell.cell_type == "code"]

    @cached_property
    def names(self):
        """{solution cell: names that it defines}: what a test may ask of an answer."""
        answers = [cell for cell in self.cells if role(cell) == "answer"]
        return {grade_id(cell): list(names_in(cell.source).defined) for cell in answers}

    @cached_property
    def modules(self):
        """Modules, and what may be modules, that the cells import; also what draws figures."""
        modules = {"matplotlib.pyplot": None}
        for cell in self.cells:
            for node in ast.walk(parse(cell.source)):
                if isinstance(node, ast.Import):
                    modules |= {alias.name: None for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    modules[node.module] = None
                    modules |= {f"{node.module}.{alias.name}": None for alias in node.names}
        return tuple(modules)

    @cached_property
    def preparable(self):
        return preparable_among(self.cells)


def preparable_among(cells):
    """The texts of set-up cells that come out the same whatever the answers and tests before them do.

    Such a cell uses no name that is `touched` by an answer, by a test, or by a set-up cell that is not
    preparable itself. These touch the names that they define, as they may give them any value, and the names
    that they only read, as these may be lists or arrays, which they may change. Calling a function and using
    a module does not change it, so those that preparable cells define are `harmless`, and so are Python's
    own.

    >>> def cell(solution, text):
    ...     return nbformat.v4.new_code_cell(text, metadata={"nbgrader": {"solution": solution}})
    >>> cells = [
    ...     cell(False, "import math; data = [1, 2]"),
    ...     cell(True, "w = math.pi; data.append(3)"),
    ...     cell(False, "total = sum(data)"),
    ...     cell(False, "tau = 2 * math.pi"),
    ... ]
    >>> preparable_among(cells)
    ('import math; data = [1, 2]', 'tau = 2 * math.pi')
    """
    preparable, touched, harmless = [], set(), set(dir(builtins))
    for cell in cells:
        names = names_in(cell.source)
        if role(cell) == "setup" and not (names.read & touched):
            preparable.append(cell.source)
            harmless |= names.tools
        else:
            touched |= names.defined | (names.read - harmless)
    return tuple(preparable)


def parse(source):
    return ast.parse(TransformerManager().transform_cell(source))


class Names(NamedTuple):
    """The names in a cell. A function is in both of the last sets: a test may ask for it.

    read     what it takes from the cells before it
    defined  data and functions that it defines
    tools    functions that it defines, and modules and what else it imports
    """

    read: set[str]
    defined: set[str]
    tools: set[str]


def names_in(source):
    """The Names of a cell.

    >>> names = names_in("import math\\ndef area(r): return math.pi * r**2\\nw = area(x)")
    >>> names.read, sorted(names.defined), sorted(names.tools)
    ({'x'}, ['area', 'w'], ['area', 'math'])
    """
    names = Names(set(), set(), set())
    for statement in parse(source).body:
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        symbols = table.get_symbols()
        own = {each.get_name() for each in symbols if each.is_assigned() or each.is_imported()}
        used = {each.get_name() for each in symbols if each.is_referenced()} | globals_below(table)
        # `x = x + 1` reads x before it defines it; `for x in ...` and its like do not.
        reads_first = isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr))
        found_here = names.defined | names.tools | (set() if reads_first else own)
        names.read.update(used - found_here)
        is_import = isinstance(statement, (ast.Import, ast.ImportFrom))
        if is_import or isinstance(statement, ast.FunctionDef):
            names.tools.update(own)
        if not is_import:
            names.defined.update(own)
    return names


def globals_below(table):
    """Names from outside that the functions in a block use."""
    found = set()
    for block in table.get_children():
        found |= {each.get_name() for each in block.get_symbols() if each.is_global()}
        found |= globals_below(block)
    return found
