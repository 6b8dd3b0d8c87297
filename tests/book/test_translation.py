"""A catalogue in another language changes the built page, and nothing else."""

import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import pytest
import yaml

from tools.catalogues import bring_up_to_date, collect, read, write

ROOT = Path(__file__).parent.parent.parent
GLOSSARY = """# Glossary

```{glossary}
loss
  How wrong she is.
```
"""
PAGE = """# A walk

It is *minus* the {{term}}`gradient <loss>`, as [we shall see](walk.md#down), where $x^2$ is least.

## Down

<!-- slide: Where does she stop? -->

<gd-quiz>

**A question.** Where does she stop?

<details>
<summary>on a <em>hill</em></summary>

Nothing rolls there.

</details>
<details class="right">
<summary>in a valley</summary>

It is level.

</details>

</gd-quiz>

<details>
<summary>Proof</summary>

By looking.

</details>

<img src="../_static/story/frame-1.svg" alt="An icon." width="640" height="320">

```{{code-cell}} ipython3
print("A walk")
```
"""
GERMAN = {
    "book/walk.po": {
        "A walk": "Ein Spaziergang",
        "It is *minus* the {term}`gradient <loss>`, as [we shall see](walk.md#down), where $x^2$ is least.":
        "Es ist *minus* der {term}`Gradient <loss>`, [siehe unten](walk.md#down), wo $x^2$ klein ist.",
        "Down": "Bergab",
        "**A question.** Where does she stop?": "**Eine Frage.** Wo bleibt sie stehen?",
        "on a <em>hill</em>": "auf einem <em>Hügel</em>",
        "in a valley": "im Tal",
        "Proof": "Beweis",
        "An icon.": "Ein Bild.",
    },
    "book/glossary.po": {"How wrong she is.": "Wie sehr sie irrt."},
    "book/index.po": {"Walks": "Spaziergänge"},
    "sphinx.po": {
        "Skip to the text": "Zum Text",
        "Copy": "kopieren",
        "Chapter %s of %s": "Kapitel %s von %s",
        "%s minutes": "%s Minuten",
    },
}  # fmt: skip


@pytest.fixture
def book(tmp_path):
    """A book of one chapter, with the course's theme, extension and scripts."""
    shutil.copytree(ROOT / "book", tmp_path / "book", ignore=shutil.ignore_patterns("*.md", "*.ipynb"))
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")  # what makes the slides
    header = (ROOT / "book/01_update_rule.md").read_text("utf-8").split("\n# ")[0]
    (tmp_path / "book/walk.md").write_text(f"{header}\n{PAGE.format()}", "utf-8")
    (tmp_path / "book/walk.ipynb").write_text('{"cells": []}')  # as a chapter has one
    (tmp_path / "book/index.md").write_text(
        "# First\n\nIt takes {minutes}`walk`, with {slides}`walk`.\n", "utf-8"
    )
    (tmp_path / "book/glossary.md").write_text(GLOSSARY, "utf-8")
    parts = [{"caption": "Walks", "numbered": 1, "chapters": [{"file": "book/walk"}]}]
    parts.append({"caption": "More", "chapters": [{"file": "book/glossary"}]})
    contents = {"format": "jb-book", "root": "book/index", "parts": parts}
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(contents))
    config = (ROOT / "_config.yml").read_text("utf-8")
    (tmp_path / "_config.yml").write_text(
        config.replace("    locale_dirs:", "    language: de\n    locale_dirs:")
    )
    return tmp_path


@pytest.fixture
def catalogues(book):
    # The extension that collects is this book's and sets variables for its kernels: in a process of its own.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        settings = {"nb_execution_mode": "off", "external_toc_path": str(book / "_toc.yml")}
        process.submit(collect, book, book / "gettext", **settings).result()
    return book / "gettext"


def translate(book, catalogues):
    """Begin a German translation, and write the few messages that we have into it."""
    bring_up_to_date(catalogues, book / "locale", "de")
    for name, said in GERMAN.items():
        file = book / "locale/de/LC_MESSAGES" / name
        catalogue = read(file)
        for english, german in said.items():
            catalogue[english].string = german
        write(file, catalogue)


def test_catalogues_hold_all_that_is_said_and_no_code(catalogues):
    walk, contents, site = (
        {message.id for message in read(catalogues / file) if message.id}
        for file in ("book/walk.pot", "book/index.pot", "sphinx.pot")
    )
    assert set(GERMAN["book/walk.po"]) <= walk
    assert not [
        message for message in walk if "print" in message or "<details" in message or "gd-quiz" in message
    ]
    assert "Walks" in contents
    assert set(GERMAN["sphinx.po"]) <= site
    assert {"Search the book", "Yes, forget everything", "about %s minutes, with pencil and paper"} <= site


def test_a_translation_changes_the_page_and_leaves_its_source(book, catalogues, build_book, page):
    translate(book, catalogues)
    config = book / "_config.yml"
    config.write_text(
        config.read_text("utf-8").replace("    locale_dirs:", "    language: de\n    locale_dirs:")
    )
    before = checksums(book / "book")
    code, log = build_book(book, book / "out")
    assert code == 0, log
    assert checksums(book / "book") == before
    file = book / "out/_build/html/book/walk.html"
    page.goto(file.as_uri())
    text = page.locator("article").text_content()
    for german in GERMAN["book/walk.po"].values():
        plain = german.replace("<em>", "").replace("</em>", "").replace("**", "")
        assert plain in text or german == "Ein Bild." or "`" in german, german
    opening = page.locator("article p:not(.tools)").first.inner_text()
    assert opening.startswith("Es ist minus der Gradient, siehe unten, wo ")
    assert page.locator("article em").nth(1).text_content() == "Hügel"
    assert page.get_by_role("img", name="Ein Bild.").count() == 1
    assert page.locator("article details.proof").count() == 1  # its kind does not depend on the language
    assert page.locator("a.term").get_attribute("href").endswith("#term-loss")  # links lead where they led
    assert page.locator("a.term + .explanation").text_content() == "Wie sehr sie irrt."
    assert "Nothing rolls there." in text  # what nobody has translated is there in English
    assert page.locator("pre").first.text_content().strip() == 'print("A walk")'  # code stays
    assert page.locator("html").get_attribute("lang") == "de"
    assert "Spaziergänge" in page.locator("#contents").text_content()
    assert page.locator(".skip").text_content() == "Zum Text"
    assert page.locator("header .place").text_content().startswith("Kapitel 1 von 1")
    assert page.get_by_role("button", name="kopieren").count() == 1  # what a script says
    assert page.locator("input[name=q]").first.get_attribute("aria-label") == "Search the book"
    page.goto(file.with_name("index.html").as_uri())
    assert "It takes 5 Minuten, with Ein Spaziergang." in page.locator("article").text_content()


def test_what_has_been_translated_stays_when_the_text_changes(book, catalogues):
    translate(book, catalogues)
    walk = catalogues / "book/walk.pot"
    walk.write_text(
        walk.read_text("utf-8").replace("in a valley", "in the valley").replace("An icon.", "A star"), "utf-8"
    )
    translated, total = bring_up_to_date(catalogues, book / "locale", "de")
    catalogue = read(book / "locale/de/LC_MESSAGES/book/walk.po")
    assert catalogue["Down"].string == "Bergab"
    assert catalogue["in the valley"].fuzzy  # somebody should look at it
    assert translated < total


def test_a_language_that_is_none_is_refused(catalogues, tmp_path):
    with pytest.raises(SystemExit, match="'klingon' is no language"):
        bring_up_to_date(catalogues, tmp_path / "locale", "klingon")


def test_in_english_no_page_asks_for_words(site):
    assert not (site / "_static/words.js").exists()
    assert "words.js" not in (site / "book/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "template", sorted((ROOT / "book/_theme/course").glob("*.html")), ids=lambda path: path.name
)
def test_templates_say_nothing_but_what_can_be_translated(template):
    """Names stay: of the licences, of formats, and of other sites."""
    names = {"CC BY 4.0", "PDF", "EPUB", "Colab", "Binder"}
    text = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|<script>.*?</script>", "", template.read_text("utf-8"), flags=re.DOTALL
    )
    text = re.sub(r"\{\{.*?\}\}", "", text, flags=re.DOTALL)
    said = re.findall(r'\s(?:aria-label|placeholder|title|alt)="([^"]*)"', text) + re.split(r"<[^>]*>", text)
    assert [
        words.strip(" \n.,·©")
        for words in said
        if re.search(r"[^\W\d_]", words) and words.strip(" \n.,·©") not in names
    ] == []


@pytest.mark.parametrize("script", ["page.js", "progress.js"])
def test_scripts_say_nothing_but_what_can_be_translated(script):
    text = re.sub(r"^ *//.*$", "", (ROOT / "book/_static" / script).read_text("utf-8"), flags=re.MULTILINE)
    said = re.sub(r'tr\(\s*"[^"]*"(?:\s*\+\s*"[^"]*")*', "", text)
    assert (
        re.findall(
            r'(?:textContent|aria-label|placeholder|alt)"?(?:\)| =|,|:) *["`]([^"`$]*[a-z][^"`]*)["`]', said
        )
        == []
    )
    assert re.findall(r'"([A-Z][a-z]+ [^"]*)"', said) == []  # a sentence


def checksums(folder):
    return {path: sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}
