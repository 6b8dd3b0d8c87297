"""Where a test looks at an argument after a call without saying so.

The examiner hands over copies, and tells nobody but `check_unchanged` what an answer has written into them
(grading/isolation/arguments.py). Any other check of an argument would always pass.
"""

import ast

from gdcore import problem_sets
from grading.isolation.arguments import LOOKS


def silent_looks(source, answers):
    """["w in line 3", ...]: what a test cell hands to `answers` and looks at by another check or an `assert`.

    Also what check_unchanged is given, if that is no name or "..." part of one: only these are known again.
    """
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    handed_over = {
        name
        for call in calls
        if name_of(call.func) in answers
        for value in [*call.args, *(keyword.value for keyword in call.keywords)]
        for name in held_by(value)
    }
    looked_at = [call.args[0] for call in calls if is_check(name_of(call.func))]
    looked_at += [node.test for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    found = {
        (node.lineno, node.id)
        for value in looked_at
        for node in names_outside_calls_of(value, answers)
        if node.id in handed_over
    }
    found |= {
        (call.lineno, ast.unparse(call.args[0]))
        for call in calls
        if name_of(call.func) == LOOKS and not is_known_again(call.args[0])
    }
    return [f"{name} in line {line}" for line, name in sorted(found)]


def is_check(name):
    return name in problem_sets.__all__ and name != LOOKS


def is_known_again(argument):
    """Whether it is the very value that was handed over, or a part of it, and not a part of an array."""
    if isinstance(argument, ast.Subscript):
        return isinstance(argument.slice, ast.Constant) and isinstance(argument.slice.value, str)
    return isinstance(argument, ast.Name)


def names_outside_calls_of(value, answers):
    """The names that are read in an expression, except for what is handed to an answer there."""
    if isinstance(value, ast.Name):
        yield value
    if not (isinstance(value, ast.Call) and name_of(value.func) in answers):
        for part in ast.iter_child_nodes(value):
            yield from names_outside_calls_of(part, answers)


def held_by(value):
    """The names whose values are in a value as they are: x, (x, y), [x], {"a": x}, *x, x["a"], x | y."""
    if isinstance(value, ast.Name):
        return {value.id}
    if isinstance(value, (ast.Tuple, ast.List, ast.Set)):
        return set().union(*map(held_by, value.elts))
    if isinstance(value, ast.Dict):
        return set().union(*map(held_by, value.values))
    if isinstance(value, (ast.Starred, ast.Subscript, ast.Attribute)):
        return held_by(value.value)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
        return held_by(value.left) | held_by(value.right)
    return set()


def name_of(function):
    return function.id if isinstance(function, ast.Name) else ""
