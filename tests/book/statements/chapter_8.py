"""Chapter 8 as its tests use it: the functions of its cells, its trained networks, its table of names."""

import ast
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

import gdcore as gd

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = ROOT / "book/08_putting_it_together.md"
CELL = re.compile(
    r"^```\{code-cell\}.*?\n(?:---\n.*?^---\n|:tags:.*?\n)?(.*?)^```$", re.DOTALL | re.MULTILINE
)


@cache
def _cells():
    """The chapter's cells as trees, but for the one that installs the engine and those to be filled in."""
    sources = CELL.findall(PAGE.read_text(encoding="utf-8"))
    return [ast.parse(source) for source in sources if "%pip" not in source and "check(" not in source]


@cache
def chapter():
    """The chapter's imports, its functions and its piles, and no more: none of its trainings."""
    wanted, piles = (ast.Import, ast.ImportFrom, ast.FunctionDef), {"digits", "X_valid", "y_valid", "MOVES"}
    names = {}
    for cell in _cells():
        body = [node for node in cell.body if isinstance(node, wanted) or _names(node) & piles]
        exec(compile(ast.Module(body, type_ignores=[]), str(PAGE), "exec"), names)
    return SimpleNamespace(**names)


def _names(node):
    """The names to which a statement assigns a value."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def trained(sizes=(64, 32, 10), epochs=20, seed=0, **changes):
    """A network after the chapter's first training, or another: its layers and the losses of its steps."""
    c, rng = chapter(), np.random.default_rng(seed)
    X, y = changes.pop("data", (c.X, c.y))
    layers = c.init(sizes, rng)
    settings = {"rate": lambda t: 0.1, "momentum": 0.9, "batch_size": 32} | changes
    return layers, c.train(layers, X, y, epochs=epochs, rng=rng, **settings)


@cache
def final_networks():
    """The networks of "Open the test set, once", as the cell there trains them."""
    names = dict(vars(chapter()))
    [cell] = [cell for cell in _cells() if any("networks" in _names(node) for node in cell.body)]
    names["print"] = lambda *_: None
    end = max(i for i, node in enumerate(cell.body) if ast.unparse(node).startswith("for seed"))
    exec(compile(ast.Module(cell.body[: end + 1], type_ignores=[]), str(PAGE), "exec"), names)
    return names["networks"]


class Row(NamedTuple):
    """What the table beside PyTorch says of one rule or schedule."""

    name: str  # in gdcore
    arguments: list  # names in gdcore
    form: str | None
    torch: str  # the name in torch.optim
    own: list  # keywords of the call there, as trees, without the rate
    keywords: list  # and with those that its "..." stands for


def table_of_names():
    table = PAGE.read_text(encoding="utf-8").split("| `gdcore` | `torch.optim` |\n|---|---|\n")[1]
    rows = []
    for sides in re.findall(r"^\| `(.+?)` \| `(.+?)`", table.split("\n\n")[0], re.MULTILINE):
        ours, theirs = (ast.parse(side, mode="eval").body for side in sides)
        own = [keyword for keyword in theirs.keywords if keyword.arg != "lr"]
        # "..." are the keywords of the row of Adam.
        rest = [keyword for row in rows if row.name == "Adam" for keyword in row.own] if theirs.args else []
        form = values_of(ours.keywords, {}).get("form")
        arguments = [name.id for name in ours.args if isinstance(name, ast.Name)]
        rows.append(Row(ours.func.id, arguments, form, theirs.func.id, own, rest + own))
    return rows


def values_of(keywords, names):
    """Keywords of a call as a dictionary, their values computed with the given names."""
    return {
        keyword.arg: eval(compile(ast.Expression(keyword.value), "table", "eval"), {}, names)
        for keyword in keywords
    }


def recorded_calls(row):
    """The calls by which tools/record_trajectories.py recorded what a row speaks of: the values that gdcore's
    names had, and the keywords given to PyTorch.
    """
    tree = ast.parse((ROOT / "tools/record_trajectories.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and isinstance(node.elts[-1], ast.Lambda):
            name, given, *_, make = node.elts
            call = make.body
            if name.value == row.name and isinstance(call, ast.Call) and call.func.id == row.torch:
                given = ast.literal_eval(given)
                if given.get("form") == row.form:
                    rule = getattr(gd, row.name)
                    defaults = vars(rule()) if isinstance(rule, type) else {}
                    yield defaults | given, values_of(call.keywords, {})


def centred_differences(loss, parts, h=6e-6):
    """The slopes of loss() with respect to each entry of the arrays `parts`, which it reads."""
    slopes = [np.empty_like(part) for part in parts]
    for part, slope in zip(parts, slopes):
        for place in np.ndindex(part.shape):
            entry = part[place]
            part[place] = entry + h
            ahead = loss()
            part[place] = entry - h
            slope[place] = (ahead - loss()) / (2 * h)
            part[place] = entry
    return slopes
