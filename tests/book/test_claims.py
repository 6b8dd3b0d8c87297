"""Every mark in a chapter names a test that runs; what a chapter cites and links to exists."""

import ast
import re
from collections import Counter
from math import isclose
from pathlib import Path
from typing import NamedTuple

import pytest

from book._ext.checked import find_tests

ROOT = Path(__file__).parent.parent.parent
BOOK = ROOT / "book"
TESTS = find_tests(ROOT)
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(BOOK.glob("*.md"))}
CHAPTERS = [name for name in PAGES if re.match(r"\d\d_", name)]
ENTRIES = re.findall(r"^@\w+\{(\w+),", (BOOK / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)


class Claim(NamedTuple):
    file: str
    line: int
    sentence: str
    test: str


def claims():
    for file, text in PAGES.items():
        for mark in re.finditer(r"\{checked\}`([^`]*)`", text):
            paragraph = text[: mark.start()].split("\n\n")[-1].replace("\n", " ")
            sentences = re.split(r"(?<=[.!?])\s+|\{checked\}`[^`]*`", paragraph)
            sentence = [part.strip() for part in sentences if part.strip()][-1:]
            yield Claim(file, text.count("\n", 0, mark.start()) + 1, "".join(sentence), mark[1])


CLAIMS = list(claims())

# Numbers that say where something is, not how much: "chapter 3", "problem set 5", a year in a citation.
PLACES = r"\b(?i:chapter|set|problem|question|figure|row|task)s? \d+(?:(?:,| and| to) \d+)*"
NUMBER = r"(?<![\w.,^_{])\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?(?![\w])"


def numbers_in(sentence):
    """The numbers that a sentence prints: all those in words, and in formulas those of two or more digits."""
    sentence = re.sub(r"\]\([^)]*\)|\{\w+(?::\w+)?\}`[^`]*`|`[^`]*`|<[^>]*>", " ", sentence)
    formulas = re.findall(r"\$+([^$]*)\$+", sentence)
    words = re.sub(PLACES, " ", re.sub(r"\$+[^$]*\$+", " x ", sentence))
    found = re.findall(NUMBER, words.replace("{,}", ","))
    for formula in formulas:
        formula = formula.replace("{,}", "").replace("\\,", "")
        powers = re.findall(r"10\^\{?(-?\d+)\}?", formula)
        factors = re.findall(r"([\d.]+)\s*\\(?:cdot|times)\s*10\^\{?(-?\d+)\}?", formula)
        found += [f"{factor}e{power}" for factor, power in factors]
        found += [f"1e{power}" for power in powers[len(factors) :]]
        plain = re.sub(r"(?:[\d.]+\s*\\(?:cdot|times)\s*)?10\^\{?-?\d+\}?", " ", formula)
        plain = re.sub(r"\\[dt]?frac\s*(\d)\s*(\d)", r" \1 \2 ", plain)
        found += re.findall(r"\d+\.\d+|\d\d+", plain)
    return found


def literals_in(test):
    """The numbers in the code of a test, without its docstring."""
    path, first, last, _ = TESTS[test]
    [function] = ast.parse("\n".join((ROOT / path).read_text("utf-8").splitlines()[first - 1 : last])).body
    if ast.get_docstring(function):
        function.body = function.body[1:]
    return {
        abs(node.value) for node in ast.walk(function) if type(getattr(node, "value", None)) in (int, float)
    }


def values_of(text):
    """What a printed number may be called in a test: itself, or a percentage's share."""
    value = float(text.replace(",", ""))
    return {value, value / 100}


def prose(text):
    """The page without code, fenced or between backticks."""
    return re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)


def anchors(text):
    """The anchors that MyST gives to headings."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_claim_has_a_test_that_runs():
    for claim in CLAIMS:
        assert claim.test in TESTS, (
            f"{claim.file}:{claim.line} names no test: {claim.test}, for: {claim.sentence}"
        )
        path, first, last, _ = TESTS[claim.test]
        source = (ROOT / path).read_text(encoding="utf-8")
        code = "\n".join(source.splitlines()[first - 1 : last])
        assert not re.search(r"\b(skip\w*|xfail|importorskip)\b", code), f"{claim.test} does not always run"
        assert "pytestmark" not in source and "allow_module_level" not in source, path


def test_each_number_in_a_claim_stands_in_its_test():
    """So a number that is changed in the text alone fails here, and one changed in both fails its test."""
    loose = [
        f"{claim.file}:{claim.line}: {number} is not in {claim.test}, for: {claim.sentence}"
        for claim in CLAIMS
        for number in numbers_in(claim.sentence)
        if not any(
            isclose(value, literal) for value in values_of(number) for literal in literals_in(claim.test)
        )
    ]
    assert not loose, "\n".join(loose)


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Of 1,438 digits 96.2 % are right after 3 epochs.", ["1,438", "96.2", "3"]),
        ("With $\\beta = 0.9$ and $1/(1-\\beta)$ it takes $1{,}612$ steps.", ["0.9", "1612"]),
        ("About $6\\cdot10^{-6}$, or $10^{12}$, or 1e-7.", ["1e-7", "6e-6", "1e12"]),
        ("Chapters 2 and 3, `x[7]` and [that](05_adam.md) {cite:p}`author2018`.", []),
        ("Half of it, $\\tfrac12 w_{11}^2$.", ["11"]),
    ],
)
def test_the_numbers_of_a_sentence_are_found(sentence, numbers):
    assert numbers_in(sentence) == numbers


def test_every_chapter_has_its_claims(say):
    """At least 60 in all, five in each chapter, and two marks of one sentence are different."""
    assert len(set(CLAIMS)) == len(CLAIMS) >= 60
    counts = Counter(claim.file for claim in CLAIMS)
    assert all(counts[chapter] >= 5 for chapter in CHAPTERS), counts
    say(f"{len(CLAIMS)} claims, checked by {len({claim.test for claim in CLAIMS})} tests")


def test_every_citation_has_its_entry_and_every_entry_its_citation():
    cited = [
        key.strip()
        for text in PAGES.values()
        for keys in re.findall(r"\{cite:\w+\}`([^`]+)`", text)
        for key in keys.split(",")
    ]
    assert len(set(ENTRIES)) == len(ENTRIES)
    assert set(cited) == set(ENTRIES)


@pytest.mark.parametrize("name", PAGES)
def test_links_between_pages_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(PAGES[name])):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        assert not file or (BOOK / file).is_file(), target
        assert not anchor or anchor in anchors(PAGES[file or name]), target


@pytest.mark.parametrize("name", PAGES)
def test_a_chapter_is_called_by_its_number(name):
    """A link from "chapter 3", or from the 3 of "chapters 2 and 3", goes to 03_…, and the chapter exists."""
    text = prose(PAGES[name])
    for number, target in re.findall(r"\[(?:[Cc]hapter )?(\d)\]\((\w+)\.md(?:#[\w-]+)?\)", text):
        assert f"{target}.md".startswith(f"0{number}_"), (number, target)
    for number in re.findall(r"\b[Cc]hapters? (\d+)", text):
        elsewhere = re.search(rf"\}}, chapters? {number}\b", text)  # of a cited book
        assert elsewhere or any(chapter.startswith(f"{int(number):02}_") for chapter in CHAPTERS), number
