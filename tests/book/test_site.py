"""The built book, opened from the disk as a reader with no network would."""

import gzip
import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from gdcore.plotting import INK
from tools.typefaces import FROM_OTHERS, LETTERS

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
    reached = "box => box.scrollWidth <= box.clientWidth || box.tabIndex === 0"
    wide = "article :is(pre, table, .katex-display)"
    page.wait_for_function(f"[...document.querySelectorAll('{wide}')].every({reached})")
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


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_weighs_little(name, site):
    page = (site / name).read_text("utf-8")
    sheets, scripts = (
        re.findall(r'<link rel="stylesheet" href="([^"?]*)', page),
        re.findall(r'<script[^>]* src="([^"?]*)', page),
    )
    files = [(site / name).parent / path for path in [*sheets, *scripts]]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in [site / name, *files])
    assert weight <= 350 * 1024


@pytest.mark.parametrize("name", PAGES)
def test_the_typefaces_have_every_letter_of_the_page(name, site, page):
    page.goto((site / name).as_uri())
    text = page.locator("body").evaluate(
        """body => {
            const copy = body.cloneNode(true);
            copy.querySelectorAll("pre, code, script, style, .katex, svg").forEach(e => e.remove());
            return copy.textContent;
        }"""
    )
    missing = set(text) - set(LETTERS + FROM_OTHERS + "\n\t\N{WORD JOINER}")
    assert missing == set()


def test_a_first_visit_does_not_wait_for_bold_labels_and_later_ones_have_them_at_once(site, serve, browser):
    page, later = browser.new_page(), "link[href*=later]"
    bold = "({ family, weight }) => family.includes('Course Sans') && weight === '600'"
    has_come = f"[...document.fonts].find({bold})?.status === 'loaded'"
    page.goto(f"{serve(site)}/book/{CHAPTERS[0]}.html")
    page.wait_for_function(has_come)
    page.wait_for_function("[...document.fonts].some(({ family }) => family.includes('KaTeX_Size1'))")
    assert page.locator(later).count() == 0
    page.locator("a[rel=next], .onward a").last.click()
    page.wait_for_url("**/02_*")
    page.wait_for_function(has_come)
    assert page.locator(later).count() == 2
    page.close()


def test_text_and_controls_are_set_in_the_courses_faces(site, page):
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    page.evaluate("document.fonts.ready")
    faces = (
        "document.fonts.check('16px \"Course Serif\"') && document.fonts.check('600 16px \"Course Sans\"')"
    )
    assert page.evaluate(faces)
    family = "each => getComputedStyle(each).fontFamily.split(',')[0]"
    assert page.locator("article p:not(.tools)").first.evaluate(family) == '"Course Serif"'
    demo = page.locator("gd-learning-rate .reading")
    assert demo.evaluate(family) == page.locator("figcaption").first.evaluate(family) == '"Course Sans"'


# ---- figures ----

SHOWN = """async () => {
    const shown = [...document.querySelectorAll("article figure img")].filter(img => img.checkVisibility());
    for (const img of shown) {
        img.loading = "eager";
        await img.decode();
    }
    return shown.map(img => [new URL(img.currentSrc).pathname, img.getBoundingClientRect().width]);
}"""


def shown_figures(page):
    """The file and the width of each picture that can be seen."""
    page.wait_for_function(
        "[...document.querySelectorAll('article img')].every(img => !img.checkVisibility() || img.width)"
    )
    return [(Path(unquote(path)).read_text("utf-8"), width) for path, width in page.evaluate(SHOWN)]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_figures_are_drawn_for_both_themes_and_colour_maps_keep_their_colours(chapter, site, page):
    drawn = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.goto((site / f"book/{chapter}.html").as_uri())
        drawn[theme] = [svg for svg, _ in shown_figures(page)]
    assert len(drawn["light"]) == len(drawn["dark"]) > 3
    for light, dark in zip(drawn["light"], drawn["dark"]):
        assert INK not in dark and "#000000" not in dark
        maps = r'xlink:href="data:image/png;base64,([^"]*)"'
        assert re.findall(maps, light) == re.findall(maps, dark)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_letters_in_figures_are_nine_pixels_high_or_more_on_a_telephone(chapter, site, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((site / f"book/{chapter}.html").as_uri())
    small = []
    for svg, width in shown_figures(page):
        natural = float(re.search(r'<svg [^>]*?width="([\d.]+)pt"', svg)[1])
        # Matplotlib draws letters at a size of 100 points, and scales them.
        sizes = [100 * float(size) for size in re.findall(r"scale\(([\d.]+) -[\d.]+\)", svg)]
        small += [size * width / natural for size in sizes if size * width / natural < 9]
    assert small == []


def test_figure_is_seen_larger_on_a_telephone_and_moved_about(site, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((site / "book/04_momentum.html").as_uri())
    button = page.get_by_role("button", name="Enlarge Figure 4.1", exact=True)
    button.click()
    drawing = page.get_by_role("dialog", name="Figure 4.1").get_by_role("group")
    (shown,) = [image for image in drawing.locator("img").all() if image.is_visible()]
    assert shown.bounding_box()["width"] > 800  # the drawing for wide pages, with all of its labels
    drawing.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('dialog [role=group]').scrollLeft > 0")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    page.locator("#fig-momentum-two-walkers picture >> visible=true").click()
    page.get_by_role("dialog", name="Figure 4.1").wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_text_calls_a_part_of_a_figure_dark_or_white(chapter):
    text = (ROOT / f"book/{chapter}.md").read_text("utf-8")
    text = re.sub(r"^```\{code-cell\}.*?^(---\n.*?^---\n)?(.*?)^```", r"\1", text, flags=re.DOTALL | re.M)
    words = re.findall(r".*\b(?:(?:dark|bright|light|pale)(?:er|est)?|white|black)\b.*", text)
    assert [line for line in words if not any(phrase in line for phrase in OTHER_MEANINGS)] == []


# Where these words are true on a light and on a dark page.
OTHER_MEANINGS = (
    # A map of colours has the same ones on every page, which another test makes sure of.
    "white ones zero",
    "the darker it is",
    "the dark ones lie",
    "images that are shifted, darker or scanned elsewhere",
    "a unit that answers nothing turns white",
)


def test_page_read_in_the_dark_prints_in_the_light(site, page):
    page.emulate_media(color_scheme="dark")
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    style = "getComputedStyle(document.querySelector('{}'))".format
    display = [f"{style(f'figure .on-{theme}')}.display" for theme in ("dark", "light")]
    colours = f"[{style('body')}.backgroundColor, {', '.join(display)}]"
    on_dark, on_light = page.evaluate(colours)[1:]
    assert on_dark != "none" == on_light
    page.emulate_media(media="print", color_scheme="dark")
    paper, on_dark, on_light = page.evaluate(colours)
    assert paper == "rgb(255, 255, 255)" and on_light != "none" == on_dark


def test_in_forced_colours_borders_tell_the_page_in_view_and_the_chosen_answer(browser, site):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    current = page.locator("#contents a.current")
    assert current.evaluate("link => getComputedStyle(link).borderLeftWidth") == "3px"
    choices = page.locator("gd-quiz:not([kind]) > details > summary")
    width = "summary => getComputedStyle(summary, '::before').borderTopWidth"
    closed = choices.first.evaluate(width)
    choices.first.click()
    assert choices.first.evaluate(width) > closed
    context.close()


# ---- faults of text and markup, each of a kind ----


@pytest.mark.parametrize("name", PAGES)
def test_mathml_has_as_many_children_as_each_element_takes(name, site):
    page = (site / name).read_text("utf-8")
    for formula in re.findall(r"<math .*?</math>", page, re.DOTALL):
        for element in ElementTree.fromstring(formula.replace("&nbsp;", " ")).iter():
            tag = element.tag.rpartition("}")[2]
            assert len(element) == CHILDREN.get(tag, len(element)), formula


TWO, THREE = ("msub", "msup", "mfrac", "munder", "mover", "mroot"), ("msubsup", "munderover")
CHILDREN = dict.fromkeys(TWO, 2) | dict.fromkeys(THREE, 3)


@pytest.mark.parametrize("source", SOURCES)
def test_a_mark_is_followed_by_a_space_or_a_stop(source):
    text = (ROOT / f"{source}.md").read_text("utf-8")
    assert re.findall(r"\{checked\}`\w+`[^\s.,;:?!)|*].{0,20}", text) == []


@pytest.mark.parametrize("name", PAGES)
def test_quotation_marks_are_curly(name, site, page):
    page.goto((site / name).as_uri())
    text = page.locator("article").evaluate(
        """article => {
            const copy = article.cloneNode(true);
            copy.querySelectorAll("pre, code, script, noscript, .katex, .tests").forEach(e => e.remove());
            return copy.textContent;
        }"""
    )
    assert re.findall(r".{0,20}\"[^\"]{0,30}", text) == []


# What WCAG 1.4.12 asks a page to bear.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_enlarged_four_times_with_its_text_spaced_out_needs_no_sideways_scrolling(name, site, page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((site / name).as_uri())
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# ---- finding one's way ----


def test_header_stays_and_says_where_the_reader_is_and_how_long_the_rest_takes(site, page):
    page.goto((site / f"book/{CHAPTERS[3]}.html").as_uri())
    header = page.locator("header")
    assert f"Chapter 4 of {len(CHAPTERS)} Momentum" in " ".join(header.inner_text().split())
    left = []
    for share in (0.2, 0.7):
        before = header.locator(".left").text_content()
        page.evaluate(f"scrollTo(0, {share} * document.documentElement.scrollHeight)")
        page.wait_for_function(
            "text => document.querySelector('header .left').textContent !== text", arg=before
        )
        left.append(int(re.search(r"(\d+) min left", header.inner_text())[1]))
        assert header.bounding_box()["y"] == 0
    assert left[0] > left[1] > 0


def test_first_page_begins_moves_and_leads_on_where_the_reader_stopped(site, page):
    page.goto((site / "book/index.html").as_uri())
    page.wait_for_function("document.getElementById('first-steps').state.steps > 2")
    assert not page.locator("#go-on").is_visible()
    page.get_by_role("link", name="Begin with chapter 1").click()
    page.wait_for_url("**/01_update_rule.html")
    page.locator("#level-ground").evaluate("section => section.scrollIntoView()")
    page.wait_for_function("localStorage['gd-stopped']?.includes('ground')")
    page.goto((site / "book/index.html").as_uri())
    page.locator("#go-on").click()
    page.wait_for_url("**/01_update_rule.html#*")


def test_all_answers_and_proofs_open_and_close_at_once_but_no_choice_of_a_question(site, page):
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    opened = """[...document.querySelectorAll("article details:not(.hide)")]
        .filter(each => each.open).map(each => each.parentElement.localName)"""
    page.get_by_role("button", name="Open all answers and proofs").click()
    assert len(page.evaluate(opened)) > 5 and "gd-quiz" not in page.evaluate(opened)
    page.get_by_role("button", name="Close all answers and proofs").click()
    assert page.evaluate(opened) == []


def test_citation_shows_its_work_when_pointed_at(site, page):
    page.goto((site / f"book/{CHAPTERS[3]}.html").as_uri())
    citation = page.locator("a.cited").first
    work = page.locator("a.cited + .explanation").first
    assert not work.is_visible()
    citation.focus()
    assert "Polyak" in work.inner_text()


def test_captions_and_notes_use_the_margin_of_a_wide_page(site, page):
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto((site / f"book/{CHAPTERS[0]}.html").as_uri())
    text, caption = (
        page.locator("article h2").first.bounding_box(),
        page.locator("figcaption").nth(1).bounding_box(),
    )
    assert caption["x"] > text["x"] + text["width"]
    assert caption["x"] + caption["width"] <= 1200


def test_an_address_without_a_page_leads_to_chapters_and_to_the_search(site, page):
    page.goto((site / "404.html").as_uri())
    assert page.locator("article a").count() == len(CHAPTERS) + 1
    page.locator("article input[name=q]").fill("momentum")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=momentum")


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
    page.goto((site / "book/progress.html").as_uri())
    assert [CHAPTERS[0] in mark.get_attribute("href") for mark in marks.all()].count(True) == 1
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget everything").click()
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


def test_sections_far_from_the_screen_are_laid_out_when_the_reader_comes_near(site, page):
    page.goto((site / f"book/{CHAPTERS[1]}.html").as_uri())
    last = page.locator("article > section > section").last
    is_laid_out = "section => section.firstElementChild.checkVisibility({ contentVisibilityAuto: true })"
    assert not last.evaluate(is_laid_out)
    last.scroll_into_view_if_needed()
    page.wait_for_function(is_laid_out, arg=last.element_handle())


def test_what_is_too_wide_for_a_telephone_fades_out_until_its_end(site, page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((site / f"book/{CHAPTERS[1]}.html").as_uri())
    fade = "getComputedStyle(each).getPropertyValue('--more')"
    # What is folded is laid out when it is opened.
    found = page.locator("main :is(.katex-display, pre, table):not(details:not([open]) *)")
    fades = found.evaluate_all(
        f"""async (all) => {{
            const fades = [];
            for (const each of all) {{
                each.scrollIntoView(); // what is far away is not laid out
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                fades.push([each.scrollWidth > each.clientWidth, {fade}]);
            }}
            return fades;
        }}"""
    )
    assert {wide for wide, _ in fades} == {True, False}
    assert all(more == ("40px" if wide else "0px") for wide, more in fades)
    first = found.nth(fades.index([True, "40px"]))
    first.evaluate("each => { each.scrollIntoView(); each.scrollLeft = each.scrollWidth; }")
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


@pytest.mark.parametrize("name", [f"book/{CHAPTERS[0]}.html", "book/set_01_update_rule.html"])
def test_notebook_is_downloaded_from_a_disk_too(name, site, page):
    page.goto((site / name).as_uri())
    with page.expect_download() as download:
        page.locator("a[href$='.ipynb']").first.click()
    folder = f"exercises/{CHAPTERS[0]}" if "set_" in name else "book"
    downloaded = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert downloaded == json.loads((ROOT / folder / f"{CHAPTERS[0]}.ipynb").read_text("utf-8"))
    assert download.value.suggested_filename.endswith("01_update_rule.ipynb")


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
            anchor = unquote(fragment).partition("?")[0]  # behind it is the state of a demo
            if not target.exists() or (anchor and target in pages and anchor not in pages[target].ids):
                broken.append(f"{path.name}: {link}")
    assert broken == []


class Anchors(HTMLParser):
    """Where a page links to, and where it can be linked to."""

    def __init__(self, path):
        super().__init__()
        self.links, self.ids, self.demos = [], {"main-content"}, Counter()
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag.startswith("gd-"):
            self.demos[tag] += 1
            self.ids.add(tag if self.demos[tag] == 1 else f"{tag}-{self.demos[tag]}")


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


SLIPS = """
<!-- show -->

Before any slide.

<!-- slide: Only words -->

Nothing here is shown.

<!-- slide: A heading comes too soon -->

## A heading

<!-- slide: Its end comes too soon -->

Words.

<!-- show -->

<!-- slide: A mark inside -->

> A quotation <!-- show -->with a mark.

<!-- slid: A slip -->
"""


def test_a_mark_of_slides_that_leads_nowhere_fails_the_build_with_its_line(build_page):
    code, log = build_page(SLIPS)
    assert code != 0
    first = HEADER.count("\n") + 4
    for mark, what in [
        ("<!-- show -->\n\nBefore", "`show` before the first slide of its section"),
        ("<!-- slide: Only words", "a slide that shows nothing: Only words"),
        ("<!-- slide: A heading", "a slide that shows nothing: A heading comes too soon"),
        ("<!-- show -->\n\n<!-- slide", "`show` with nothing to show before the slide ends"),
        ("<!-- slide: A mark inside", "`show` inside what is shown whole: put it before"),
        ("<!-- slid:", "a comment that is no mark of slides: <!-- slid: A slip -->"),
    ]:
        line = first + SLIPS[: SLIPS.index(mark)].count("\n")
        assert f"fails.md:{line}: WARNING: {what}" in log, log
