"""The built book, opened from the disk as a reader with no network would."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe

ROOT = Path(__file__).parent.parent.parent
SOURCES = re.findall(r"book/\w+", (ROOT / "_toc.yml").read_text())
CHAPTERS = [source.removeprefix("book/") for source in SOURCES if re.match(r"book/\d", source)]
HEADER = (ROOT / f"book/{CHAPTERS[0]}.md").read_text("utf-8").split("\n# ")[0]
PAGES = [f"{source}.html" for source in SOURCES] + ["search.html"]


@pytest.mark.parametrize("name", PAGES)
def test_page_stays_on_this_machine_and_fits_a_telephone_and_a_laptop(name, site, page):
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 650})
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(theme, name, site, page):
    page.emulate_media(color_scheme=theme)
    page.goto((site / name).as_uri())
    found = Axe().run(page, options={"preload": False})  # a page from the disk may not read its style sheet
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_maths_is_typeset_with_fonts_that_are_there(name, site, page):
    page.goto((site / name).as_uri())
    assert page.locator(".katex-error").count() == 0
    text = page.locator("main").evaluate(
        """main => {
            const copy = main.cloneNode(true);
            copy.querySelectorAll("pre, code, script").forEach(e => e.remove());
            return copy.textContent;
        }"""
    )
    assert re.findall(r"\$[^$]*\$", text) == []
    missing = page.evaluate(
        """() => {
            const face = (family, style, weight) => [family, style, weight].join(" ");
            const fonts = [...document.fonts].map(font => face(font.family, font.style, font.weight));
            const wanted = [...document.querySelectorAll(".katex-html *")]
                .filter(element => !element.children.length && element.textContent.trim())
                .map(element => getComputedStyle(element))
                .map(style => face(style.fontFamily.split(",")[0], style.fontStyle, style.fontWeight));
            return [...new Set(wanted)].filter(face => face.startsWith("KaTeX") && !fonts.includes(face));
        }"""
    )
    assert missing == []


def test_first_page_leads_into_the_book(site, page):
    page.goto((site / "index.html").as_uri())
    page.wait_for_url("**/book/index.html")


def test_search_finds_a_chapter(site, page):
    page.goto((site / "search.html").as_uri() + "?q=gradient")
    page.locator("#search-results a").first.wait_for()
    assert "book/" in page.locator("#search-results a").first.get_attribute("href")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figure_is_dark_on_light_and_light_on_dark(theme, site, page):
    page.emulate_media(color_scheme=theme)
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    style = page.locator("div.cell_output img").first.evaluate(
        "img => [getComputedStyle(img).filter.includes('invert'), getComputedStyle(img).backgroundColor]"
    )
    assert style == [theme == "dark", "rgba(0, 0, 0, 0)"]


def test_page_read_in_the_dark_prints_in_the_light(site, page):
    page.emulate_media(color_scheme="dark")
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    style = "getComputedStyle(document.querySelector('{}'))".format
    colours = f"[{style('body')}.backgroundColor, {style('div.cell_output img')}.filter]"
    on_screen = page.evaluate(colours)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "none"] != on_screen


def test_theme_is_the_readers_choice_and_stays(site, page):
    page.emulate_media(color_scheme="light")
    theme = "document.documentElement.dataset.theme"
    page.goto((site / "book/index.html").as_uri())
    assert page.evaluate(theme) == "light"
    page.get_by_role("button", name="Light or dark").click()
    page.goto((site / "book/notation.html").as_uri())
    assert page.evaluate(theme) == "dark"


def test_chapter_read_to_its_end_is_marked_until_the_reader_says_forget(site, page):
    marks = page.locator("#contents a[data-read]")
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    assert marks.count() == 0
    page.locator(".onward").scroll_into_view_if_needed()
    marks.first.wait_for()
    page.goto((site / "book/about.html").as_uri())
    assert [CHAPTERS[0] in mark.get_attribute("href") for mark in marks.all()].count(True) == 1
    page.get_by_role("button", name="Forget all of it").click()
    assert marks.count() == 0
    page.goto((site / f"book/{CHAPTERS[1]}.html").as_uri())
    assert marks.count() == 0


def test_contents_open_on_a_telephone_and_lead_to_a_section(site, page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((site / f"book/{CHAPTERS[1]}.html").as_uri())
    section = page.locator("#contents").get_by_role("link", name="Reading a loss curve")
    assert not section.is_visible()
    page.get_by_role("button", name="Contents").click()
    section.click()
    assert not section.is_visible()
    assert "reading-a-loss-curve" in page.url


def test_what_is_too_wide_for_a_telephone_fades_out_until_its_end(site, page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((site / f"book/{CHAPTERS[1]}.html").as_uri())
    fade = "getComputedStyle(each).getPropertyValue('--more')"
    found = page.locator("main").locator(".katex-display, pre, table")
    fades = found.evaluate_all(f"all => all.map(each => [each.scrollWidth > each.clientWidth, {fade}])")
    assert {wide for wide, _ in fades} == {True, False}
    assert all(more == ("40px" if wide else "0px") for wide, more in fades)
    first = found.nth(fades.index([True, "40px"]))
    first.evaluate("each => each.scrollLeft = each.scrollWidth")
    page.wait_for_function(f"each => {fade} === '0px'", arg=first.element_handle())


def test_keys_lead_to_the_text_and_to_the_search(site, page):
    page.goto((site / "book/index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.keyboard.press("Control+k")
    page.keyboard.type("momentum")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=momentum")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_chapter_offers_its_notebook(chapter, site):
    html = (site / f"book/{chapter}.html").read_text()
    (link,) = re.findall(r'href="([^"]+\.ipynb)" download', html)
    assert (site / "book" / link).read_bytes() == (ROOT / f"book/{chapter}.ipynb").read_bytes()


@pytest.mark.parametrize("name", PAGES)
def test_picture_has_its_size_before_it_comes(name, site):
    pictures = re.findall(r"<img [^>]*>", (site / name).read_text())
    assert [picture for picture in pictures if "width=" not in picture or "height=" not in picture] == []


def test_links_between_pages_lead_somewhere(site):
    pages = {path.resolve(): Anchors(path) for path in site.glob("**/*.html") if "_static" not in path.parts}
    broken = []
    for path, page in pages.items():
        for link in page.links:
            url, fragment = urldefrag(link)
            if re.match(r"[a-z]+:", url):
                continue
            target = (path.parent / unquote(url)).resolve() if url else path
            if not target.exists() or (
                fragment and target in pages and unquote(fragment) not in pages[target].ids
            ):
                broken.append(f"{path.name}: {link}")
    assert broken == []


class Anchors(HTMLParser):
    """Where a page links to, and where it can be linked to."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids = [], {"main-content"}
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if "id" in attributes:
            self.ids.add(attributes["id"])


def test_unchanged_book_is_not_built_again(site, build_book, tmp_path):
    shutil.copytree(site.parent, tmp_path / "_build")  # other tests look at the site meanwhile
    pages = [tmp_path / "_build/html" / name for name in PAGES if name.startswith("book/")]
    before = [page.stat().st_mtime_ns for page in pages]
    build_book(ROOT, tmp_path)
    assert [page.stat().st_mtime_ns for page in pages] == before


@pytest.fixture
def build_page(build_book, tmp_path):
    """Build a book of one page, from its text; the result is the exit status and what was printed."""

    def build(text):
        book = tmp_path / "book"
        shutil.copytree(ROOT / "book", book, ignore=shutil.ignore_patterns("*.md", "*.ipynb"))
        shutil.copy(ROOT / "_config.yml", tmp_path)
        (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/fails\n")
        (book / "fails.md").write_text(f"{HEADER}\n# A page\n\n{text}")
        return build_book(tmp_path, tmp_path / "out")

    return build


def test_failing_cell_fails_the_build(build_page):
    code, log = build_page("```{code-cell} ipython3\n1 / 0\n```\n")
    assert code != 0
    assert "fails.md: WARNING: Executing notebook failed" in log
    assert "1 / 0" in log and "ZeroDivisionError" in log  # which cell, and why


BARE = """
{term}`a word that the glossary lacks`

A claim. {checked}`test_that_nobody_has_written`

<gd-quiz prediction>

**Your prediction.** What comes?

<details>
<summary>nothing</summary>
Nobody says why.
</details>

</gd-quiz>

## A picture

```{code-cell} ipython3
import matplotlib.pyplot as plt
plt.plot([1, 2]);
```
"""


def test_what_a_page_lacks_fails_the_build_and_is_named_with_its_line(build_page):
    code, log = build_page(BARE)
    assert code != 0
    first = HEADER.count("\n") + 5
    for line, what in [
        (first, "term not in glossary"),
        (first + 2, "no test is called 'test_that_nobody_has_written'"),
        (first + 4, "a prediction without a right answer"),
        (first + 4, "a prediction that no cell of its section answers"),
        (first + 19, "a figure without its alternative text"),
        (first + 19, "a figure without its caption"),
    ]:
        assert f"fails.md:{line}: WARNING: {what}" in log, log
