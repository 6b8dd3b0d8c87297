"""Every mark in a chapter names a test that runs; what a chapter cites and links to exists."""

import re
from collections import Counter
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
