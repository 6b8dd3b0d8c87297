"""Changes the tests of claims, one constant or relation at a time, and lists what no test notices.

    make test-claims                                  all of them, with the counts
    python -m tests.book.mutations test_04_momentum   one file's survivors, as its file in survivors/ has them

A number that can be changed in a test unnoticed is not checked by it. A change that survives is acceptable
only for a reason, and the reason is written in survivors/, in the file named after the file of tests: the
claim is true with the other number as well, or the changed test is sharper than the claim, or the claim
says "about". A reason whose key is "in: " and a statement stands for every number in that statement, such
as the points at which something is tried. What is not part of a claim is left alone: seeds, tolerances,
places in an array, text.
"""

import ast
import copy
import importlib
import itertools
import json
import os
import re
import signal
import sys
import time
import tomllib
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tqdm import tqdm

from book._ext.checked import find_tests

ROOT = Path(__file__).parent.parent.parent
SURVIVORS = Path(__file__).parent / "survivors"
REASONS = ("true as well: ", "sharper: ", "about: ")
TOLERANCES = {"rel", "abs", "rtol", "atol", "tolerance"}
OPPOSITE = {
    ast.Lt: ast.Gt, ast.LtE: ast.Gt, ast.Gt: ast.Lt, ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SIGNS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


class Mutation(NamedTuple):
    test: str
    change: str  # "0.8 -> 0.88 in: error[20] == approx(0.8)", with #2 for the second of its kind
    number: int  # of the constant or relation, in the order of the test's tree


class TooLong(BaseException):
    """The changed test takes far longer than the test: it was noticed."""


# ---- the changes ----


def places(function):
    """The constants and relations of a test that are part of its claim, each with the statement it is in."""
    for statement, node in _walk(function, None):
        if isinstance(node, ast.Compare):
            yield from ((statement, node, i) for i in range(len(node.ops)))
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float, complex):
            yield statement, node, None


def _walk(node, statement):
    if isinstance(node, ast.stmt):
        statement = node
    yield statement, node
    for field, value in ast.iter_fields(node):
        if isinstance(node, ast.Subscript) and field == "slice":
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            if isinstance(child, ast.keyword) and child.arg in TOLERANCES | {"rng", "seed", "axis"}:
                continue
            if isinstance(node, ast.Call) and _is_seed(node) and field == "args":
                continue
            yield from _walk(child, statement)


def _is_seed(call):
    return isinstance(call.func, ast.Attribute) and call.func.attr in ("default_rng", "RandomState")


def other(number):
    """Another number, about a tenth away, and another whole number in place of a whole one."""
    if isinstance(number, int):
        return number + max(1, abs(number) // 10)
    return number * 1.1 if number else 0.1


def mutations(name):
    """All changes of the test of that name."""
    function, found, seen = tree_of(name), [], Counter()
    for number, (statement, node, which) in enumerate(places(function)):
        if which is None:
            change = f"{node.value!r} -> {_short(other(node.value))}"
        else:
            sign = type(node.ops[which])
            change = f"{SIGNS[sign]} -> {SIGNS[OPPOSITE[sign]]}"
        line = ast.unparse(statement).partition("\n")[0]
        change = f"{change} in: {line}"
        seen[change] += 1
        found.append(Mutation(name, f"{change} #{seen[change]}" if seen[change] > 1 else change, number))
    return found


def _short(number):
    return repr(number) if isinstance(number, int | complex) else f"{number:.6g}"


def changed(name, number):
    """The tree of the test with one of its places changed."""
    function = copy.deepcopy(tree_of(name))
    _, node, which = list(places(function))[number]
    if which is None:
        node.value = other(node.value)
    else:
        node.ops[which] = OPPOSITE[type(node.ops[which])]()
    return function


@cache
def tree_of(name):
    """The test's own tree, without its docstring but with its decorators, and so with its parameters."""
    path = ROOT / find_tests(ROOT)[name].path
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            if ast.get_docstring(node):
                node.body = node.body[1:]
            return node
    raise LookupError(name)


# ---- running a changed test ----


def survives(mutation):
    """Whether the changed test passes, with all its parameters, in no more than ten times its time."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        limit = seconds_of(mutation.test)
        return passes(mutation.test, changed(mutation.test, mutation.number), limit)


def passes(name, tree, seconds=None):
    """Whether a test passes, written as this tree: no case of it fails."""
    module = module_of(name)
    names = dict(vars(module))
    code = ast.Module([tree], type_ignores=[])
    ast.fix_missing_locations(code)
    previous = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds or 0)
    try:
        exec(compile(code, module.__file__, "exec"), names)
        for case in cases(names[name]):
            names[name](**case)
    except (Exception, TooLong):
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    return True


def _too_long(*_):
    raise TooLong


def cases(function):
    """The arguments of each case: all combinations of the parameters. A test of a claim has no fixtures."""
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    sides = []
    for names, values in (mark.args for mark in marks):
        names = names.replace(" ", "").split(",")
        rows = values if len(names) > 1 else [(value,) for value in values]
        sides.append([dict(zip(names, row, strict=True)) for row in rows])
    for choices in itertools.product(*sides):
        yield {name: value for choice in choices for name, value in choice.items()}


@cache
def module_of(name):
    return importlib.import_module(find_tests(ROOT)[name].path.removesuffix(".py").replace("/", "."))


@cache
def seconds_of(name):
    """How long a changed test may take: far longer than the test takes, unless it hangs."""
    begin = time.perf_counter()
    assert passes(name, tree_of(name)), f"{name} fails even without a change, or has a fixture"
    return 5 + 10 * (time.perf_counter() - begin)


def survivors(name):
    """The changes of a test that it does not notice."""
    return [mutation for mutation in mutations(name) if survives(mutation)]


# ---- what is acceptable ----


def named_tests():
    """The names of the tests that the book's marks name, in order."""
    pages = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "book").glob("*.md")))
    return sorted(set(re.findall(r"\{checked\}`(\w+)", pages)) & set(find_tests(ROOT)))


@cache
def accepted(file):
    """The changes that may survive in each test of a file, with their reasons."""
    path = SURVIVORS / f"{file}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def file_of(name):
    """The name of the test's file, and so of the file with the reasons."""
    return Path(find_tests(ROOT)[name].path).stem


def reason_for(mutation):
    """The key and the reason for which a change may survive; none if there is none."""
    reasons = accepted(file_of(mutation.test)).get(mutation.test, {})
    change, _, statement = mutation.change.partition(" in: ")
    whole_statement = f"in: {statement.partition(' #')[0]}"
    of_a_number = change[0].isdigit()
    for key in (mutation.change, whole_statement) if of_a_number else (mutation.change,):
        if reasons.get(key, "").startswith(REASONS):
            return key, reasons[key]
    return None


def problems(name, found):
    """What is wrong with the survivors of a test, a line each: survivors without a reason, and reasons for
    what does not survive.
    """
    reasons = {mutation: reason_for(mutation) for mutation in found}
    used = {reason[0] for reason in reasons.values() if reason}
    return [
        f"{name}: nothing notices {change.change}" for change, reason in reasons.items() if not reason
    ] + [
        f"{name}: survivors/{file_of(name)}.toml gives a reason for what does not survive: {key}"
        for key in accepted(file_of(name)).get(name, {})
        if key not in used
    ]


# ---- the commands ----


def print_file(file):
    """Print the survivors of a file's tests as the file with the reasons has them."""
    names = [name for name in named_tests() if file_of(name) == file]
    if not names:
        files = sorted({file_of(name) for name in named_tests()})
        sys.exit(f"{file} has no test that the book names; choose from {', '.join(files)}")
    for name in tqdm(names, disable=not sys.stderr.isatty()):
        reasons = dict(reason_for(mutation) or (mutation.change, "") for mutation in survivors(name))
        if reasons:
            print(f"[{name}]")
            for key, reason in reasons.items():
                print(json.dumps(key, ensure_ascii=False), "=", json.dumps(reason, ensure_ascii=False))
            print(flush=True)


def hide_progress_bars():
    """Hide the bars of the tests' own fits, which would be written over the bar of all tests."""
    sys.stderr = open(os.devnull, "w")


def print_all():
    """Try all changes of all tests, print how many there are of each kind, and fail if one lacks a reason."""
    names, wrong = named_tests(), []
    counts = {file: Counter() for file in sorted(map(file_of, names))}
    with ProcessPoolExecutor(initializer=hide_progress_bars) as processes:
        for name, found in zip(names, tqdm(processes.map(survivors, names), total=len(names)), strict=True):
            kinds = Counter(
                (reason_for(mutation) or ("", "no reason"))[1].partition(":")[0] for mutation in found
            )
            counts[file_of(name)] += kinds + Counter(changes=len(mutations(name)), survive=len(found))
            wrong += problems(name, found)
    columns = ["changes", "survive", *(reason.partition(":")[0] for reason in REASONS), "no reason"]
    print(f"{'':32}", *(f"{column:>13}" for column in columns))
    for file, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        print(f"{file:32}", *(f"{count[column]:13,}" for column in columns))
    sys.exit("\n".join(wrong))


if __name__ == "__main__":
    print_file(sys.argv[1]) if sys.argv[1:] else print_all()
