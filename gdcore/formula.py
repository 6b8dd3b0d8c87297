"""A function that somebody types, such as "w^4 - 3w^2 + w", as an objective with an exact gradient.

The text is parsed into a tree (`parse`), and the tree is evaluated with dual numbers: each node gives its
value and its derivatives by all variables at once (forward differentiation). Nothing is ever executed as
Python. The demos have the same parser and the same arithmetic in JavaScript.

    sum      = product (("+" | "-") product)*
    product  = signed (("*" | "/")? signed)*        2w is 2·w; what is multiplied unwritten has no sign
    signed   = "-" signed | power
    power    = atom ("^" signed)?                   so -w^2 is -(w^2), and 2^3^2 is 2^(3^2)
    atom     = number | variable | "pi" | "e" | function "(" sum ")" | "(" sum ")"

>>> Formula("sin(3x) + y^2").grad(np.array([0.0, 1.0]))
array([3., 2.])
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._checks import require
from ._types import Array
from .objectives import Objective

LONGEST, DEEPEST = 200, 50  # of a formula in characters, and of brackets within brackets
CONSTANTS = {"pi": np.pi, "e": np.e}
# Each function and its slope.
FUNCTIONS: dict[str, tuple[Callable[..., Any], Callable[[Any], Any]]] = {
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda u: -np.sin(u)),
    "tan": (np.tan, lambda u: 1 / np.cos(u) ** 2),
    "tanh": (np.tanh, lambda u: 1 - np.tanh(u) ** 2),
    "exp": (np.exp, np.exp),
    "ln": (np.log, lambda u: 1 / u),
    "sqrt": (np.sqrt, lambda u: 0.5 / np.sqrt(u)),
    "abs": (np.abs, np.sign),
}
TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+\.?[0-9]*|\.[0-9]+)|(?P<name>[a-z]+)|(?P<sign>[-+*/^()]))")
# What is written on paper, and what is typed instead.
SAME = str.maketrans({"−": "-", "·": "*", "×": "*", "²": "^2", "³": "^3", "⁴": "^4", "π": " pi "})


class FormulaError(ValueError):
    """A formula that cannot be read; `place` is where, counted from 0."""

    def __init__(self, problem: str, text: str, place: int) -> None:
        super().__init__(f"{problem} at place {place + 1} of the formula: {text[:place]} ⟶ {text[place:]}")
        self.problem, self.place = problem, place


class Node(NamedTuple):
    """A node of the tree: ("number", 2.0), ("variable", 0), ("+", left, right), ("sin", argument)."""

    kind: str
    value: float = 0.0
    parts: tuple["Node", ...] = ()


class Token(NamedTuple):
    kind: str
    text: str
    place: int


def parse(text: str, variables: tuple[str, ...]) -> Node:
    """The tree of a formula in these variables, or FormulaError."""
    return _Parser(text.translate(SAME), variables).whole()


class _Parser:
    """Reads a formula from left to right, one token at a time."""

    def __init__(self, text: str, variables: tuple[str, ...]) -> None:
        self.text, self.variables = text, variables
        if len(text) > LONGEST:
            raise FormulaError(f"more than {LONGEST} characters", text[: LONGEST + 3], LONGEST)
        self.tokens = list(self._read())
        self.next, self.depth = 0, 0

    def _read(self) -> Iterator[Token]:
        place = 0
        while self.text[place:].strip():
            if not (match := TOKEN.match(self.text, place)):
                place += len(self.text[place:]) - len(self.text[place:].lstrip())
                raise FormulaError(f"{self.text[place]!r} has no meaning", self.text, place)
            kind = match.lastgroup or ""
            if kind == "name":
                yield from self._names(match)
            else:
                yield Token(kind, match[kind], match.start(kind))
            place = match.end()
        yield Token("end", "", len(self.text))

    def _names(self, match: re.Match) -> Iterator[Token]:
        """A run of letters may hold several names: xy is x·y, and xsin is x·sin."""
        known = sorted([*self.variables, *FUNCTIONS, *CONSTANTS], key=len, reverse=True)
        letters, place = match["name"], match.start("name")
        while letters:
            name = next((name for name in known if letters.startswith(name)), None)
            if name is None:
                names = ", ".join([*self.variables, *FUNCTIONS, *CONSTANTS])
                raise FormulaError(f"{letters!r} is none of {names}", self.text, place)
            yield Token("name", name, place)
            letters, place = letters[len(name) :], place + len(name)

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self) -> Token:
        self.next += 1
        return self.tokens[self.next - 1]

    def fail(self, problem: str) -> FormulaError:
        return FormulaError(problem, self.text, self.token.place)

    def whole(self) -> Node:
        tree = self.sum()
        if self.token.kind != "end":
            raise self.fail(
                "a bracket too many" if self.token.text == ")" else "something is missing before this"
            )
        return tree

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail("too many brackets within brackets")
        tree = self.product()
        while self.token.text in ("+", "-"):
            tree = Node(self.take().text, parts=(tree, self.product()))
        self.depth -= 1
        return tree

    def product(self) -> Node:
        tree = self.signed()
        while True:
            if self.token.text in ("*", "/"):
                tree = Node(self.take().text, parts=(tree, self.signed()))
            elif self.token.kind in ("number", "name") or self.token.text == "(":
                tree = Node("*", parts=(tree, self.power()))
            else:
                return tree

    def signed(self) -> Node:
        if self.token.text == "-":
            self.take()
            self.depth += 1
            if self.depth > DEEPEST:
                raise self.fail("too many signs")
            tree = Node("*", parts=(Node("number", -1.0), self.signed()))
            self.depth -= 1
            return tree
        return self.power()

    def power(self) -> Node:
        tree = self.atom()
        if self.token.text == "^":
            self.take()
            tree = Node("^", parts=(tree, self.signed()))
        return tree

    def atom(self) -> Node:
        if self.token.kind == "number":
            return Node("number", float(self.take().text))
        if self.token.text == "(":
            return self.bracket()
        if self.token.kind != "name":
            raise self.fail(
                "the formula ends too soon" if self.token.kind == "end" else "a number or a name is wanted"
            )
        name = self.take().text
        if name in self.variables:
            return Node("variable", self.variables.index(name))
        if name in CONSTANTS:
            return Node("number", CONSTANTS[name])
        if self.token.text != "(":
            raise self.fail(f"a bracket is wanted after {name}")
        return Node(name, parts=(self.bracket(),))

    def bracket(self) -> Node:
        self.take()
        tree = self.sum()
        if self.token.text != ")":
            raise self.fail("a closing bracket is wanted")
        self.take()
        return tree


class Dual(NamedTuple):
    """A value `(...)` and its derivatives by the variables, `(d, ...)`."""

    value: Any
    slopes: Any


def evaluate(tree: Node, w: Array) -> Dual:
    """The value and the derivatives of a tree at the points w `(..., d)`."""
    if tree.kind == "number":
        return Dual(np.full(w.shape[:-1], tree.value), np.zeros((w.shape[-1], *w.shape[:-1])))
    if tree.kind == "variable":
        slopes = np.zeros((w.shape[-1], *w.shape[:-1]))
        slopes[int(tree.value)] = 1
        return Dual(w[..., int(tree.value)], slopes)
    parts = [evaluate(part, w) for part in tree.parts]
    if tree.kind in FUNCTIONS:
        [(u, du)] = parts
        function, slope = FUNCTIONS[tree.kind]
        return Dual(function(u), slope(u) * du)
    (a, da), (b, db) = parts
    if tree.kind == "+":
        return Dual(a + b, da + db)
    if tree.kind == "-":
        return Dual(a - b, da - db)
    if tree.kind == "*":
        return Dual(a * b, da * b + a * db)
    if tree.kind == "/":
        return Dual(a / b, (da - a / b * db) / b)
    return _power(tree.parts[1], a, da, b, db)


def _power(exponent: Node, a: Any, da: Any, b: Any, db: Any) -> Dual:
    """a^b: with a number as exponent by its rule, which holds for negative a; else as exp(b ln a)."""
    if not _has_variable(exponent):
        return Dual(a**b, np.where(b == 0, 0.0, b * a ** np.where(b == 0, 1.0, b - 1)) * da)
    value = np.exp(b * np.log(a))
    return Dual(value, value * (db * np.log(a) + b / a * da))


def _has_variable(tree: Node) -> bool:
    return tree.kind == "variable" or any(map(_has_variable, tree.parts))


class Formula(Objective):
    """f(w) as a text says it: in w for one parameter, in x and y for two. Chapters 2 and 7.

    text       such as "w^4 - 3w^2 + w" or "sin(3x) + y^2"; with + - * / ^ and brackets, sin, cos, tan, tanh,
               exp, ln, sqrt, abs, pi and e; at most 200 characters
    variables  the names of the parameters, ("x", "y") for example; by default those that the text has

    Where the formula has no value, the square root of a negative number for example, it is nan.
    Raises FormulaError, a ValueError that names the place, for a text that cannot be read, and ValueError
    for what is no text.

    >>> valley = Formula("x^2 / 2 + 5y^2")
    >>> valley.value(np.array([1.0, 1.0])), valley.grad(np.array([1.0, 1.0]))
    (np.float64(5.5), array([ 1., 10.]))
    """

    def __init__(self, text: str, variables: tuple[str, ...] | None = None) -> None:
        require(isinstance(text, str), "text", "be a text", text)
        if variables is None:
            variables = ("x", "y") if re.search(r"[xy]", re.sub("exp", "", text)) else ("w",)
        self.text, self.dim = text, len(variables)
        self.tree = parse(text, variables)

    def value(self, w: ArrayLike) -> Any:
        with np.errstate(all="ignore"):
            return evaluate(self.tree, self._point(w)).value

    def grad(self, w: ArrayLike) -> Array:
        with np.errstate(all="ignore"):
            return np.moveaxis(evaluate(self.tree, self._point(w)).slopes, 0, -1)

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"
