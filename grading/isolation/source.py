"""What the instructor's notebook says about how to run it, found without running it."""

import ast
import builtins
import symtable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import nbformat
from IPython.core.inputtransformer2 import TransformerManager


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def is_solution(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def role(cell):
    """ "answer", "test" or "setup", of a code cell; what is not the instructor's is an answer as well."""
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
        return {
            grade_id(cell): list(names_in(cell.source)[1]) for cell in self.cells if role(cell) == "answer"
        }

    @cached_property
    def modules(self):
        """Modules, and what may be modules, that the cells import; also what draws figures."""
        modules = {"matplotlib.pyplot": None}
        for node in (node for cell in self.cells for node in ast.walk(parse(cell.source))):
            if isinstance(node, ast.Import):
                modules |= {alias.name: None for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules |= {node.module: None} | {f"{node.module}.{alias.name}": None for alias in node.names}
        return tuple(modules)

    @cached_property
    def preparable(self):
        """Set-up cells that come out the same whatever the answers and tests before them do.

        They take no name that one of those defines, nor data that one of those takes, as it may have changed them.
        """
        preparable, touched, harmless = [], set(), set(dir(builtins))
        for cell in self.cells:
            read, defined, harmless_ones = names_in(cell.source)
            if role(cell) == "setup" and not read & touched:
                preparable.append(cell.source)
                harmless |= harmless_ones
            else:
                touched |= defined | read - harmless
        return tuple(preparable)


def parse(source):
    return ast.parse(TransformerManager().transform_cell(source))


def names_in(source):
    """Names that a cell takes from those before it; data and functions that it defines; functions and modules of its own."""
    read, defined, harmless = set(), set(), set()
    for statement in parse(source).body:
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        own = {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_assigned() or symbol.is_imported()
        }
        found = {
            symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()
        } | globals_below(table)
        # `x = x + 1` reads x before it defines it; `for x in ...` and its like do not.
        takes_first = isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr))
        read |= found - defined - harmless - (set() if takes_first else own)
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.FunctionDef)):
            harmless |= own
        if not isinstance(statement, (ast.Import, ast.ImportFrom)):
            defined |= own
    return read, defined, harmless


def globals_below(table):
    """Names from outside that the functions in a block use."""
    found = set()
    for child in table.get_children():
        found |= {symbol.get_name() for symbol in child.get_symbols() if symbol.is_global()} | globals_below(
            child
        )
    return found
