"""The book as an EPUB."""

import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def book(site, browser, tmp_path_factory):
    """Each file of the EPUB by its name; its pages as parsed XML."""
    html = tmp_path_factory.mktemp("epub") / "html"  # other tests look at the site meanwhile
    shutil.copytree(site, html)
    subprocess.run([sys.executable, "-m", "tools.epub", html], cwd=ROOT, check=True)
    with zipfile.ZipFile(html / "gradient-descent.epub") as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(book):
    return {name: ElementTree.fromstring(text) for name, text in book.items() if name.endswith(".xhtml")}


def test_every_page_of_the_book_is_in_it_in_its_order(book, pages):
    sources = re.findall(r"book/\w+", (ROOT / "_toc.yml").read_text())
    package = ElementTree.fromstring(book["book/content.opf"])
    hrefs = {item.get("id"): item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
    spine = [hrefs[ref.get("idref")] for ref in package.iter("{http://www.idpf.org/2007/opf}itemref")]
    assert spine == [f"{source.removeprefix('book/')}.xhtml" for source in sources]
    assert {f"book/{href}" for href in hrefs.values()} == {
        name for name in book if name.startswith("book/") and name != "book/content.opf"
    }


def test_links_and_pictures_lead_to_something_in_it(book, pages):
    ids = {name: {element.get("id") for element in page.iter()} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for element in page.iter():
            link = element.get("href") or element.get("src")
            if not link or re.match("[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = posixpath.join("book", path) if path else name
            if target not in book or anchor and anchor not in ids[target]:
                broken.append((name, link))
    assert broken == []


def test_it_has_no_scripts_and_demos_are_figures_with_words(book, pages):
    chapter = pages["book/04_momentum.xhtml"]
    assert not any(element.tag == f"{XHTML}script" for page in pages.values() for element in page.iter())
    pictures = list(chapter.iter(f"{XHTML}img"))
    assert len(pictures) > 8 and all(picture.get("alt") for picture in pictures)
    assert any(element.tag.endswith("}math") for element in chapter.iter())
