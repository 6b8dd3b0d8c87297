"""The book as one PDF."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def pdf(site, browser, tmp_path_factory):
    html = tmp_path_factory.mktemp("pdf") / "html"  # other tests look at the site meanwhile
    shutil.copytree(site, html)
    subprocess.run([sys.executable, "-m", "tools.pdf", html], cwd=ROOT, check=True)
    return (html / "gradient-descent.pdf").read_bytes()


def test_every_page_of_the_book_begins_in_the_outline(pdf):
    sources = re.findall(r"book/\w+", (ROOT / "_toc.yml").read_text())
    titles = [
        re.search("^# (.*)", (ROOT / f"{source}.md").read_text(), re.MULTILINE)[1] for source in sources[1:]
    ]
    outline = [title.decode() for title in re.findall(rb"^<</Title \((.*)\)$", pdf, re.MULTILINE)]
    # Where a heading is broken into lines, Chromium leaves the space out.
    entries = "|".join(entry.replace(" ", "") for entry in outline)
    assert [title for title in titles if title.replace(" ", "") not in entries] == []


def test_links_lead_to_a_place_in_the_file_and_none_to_this_machine(pdf):
    assert b"file://" not in pdf
    places = set(re.findall(rb"^(?:<<)?/(\S+) \[\d+ 0 R /XYZ", pdf, re.MULTILINE))
    links = set(re.findall(rb"/Dest /(\S+)", pdf))
    assert len(links) > 50
    assert links <= places
