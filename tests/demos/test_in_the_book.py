"""The demos where they stand in the book: they arrive without a jump, are printed, and need no script."""

import re

import numpy as np
import pytest


@pytest.fixture(scope="session")
def chapter(site):
    """The address of the first page of the book that has a demo."""

    def find(tag):
        pages = [page for page in sorted(site.glob("book/*.html")) if f"<{tag} " in page.read_text("utf-8")]
        assert pages, f"no page of the book has <{tag}>: place it by a cell of a chapter"
        return pages[0].as_uri()

    return find


@pytest.fixture
def open_in_book(page, chapter):
    def open_page(tag, link=""):
        page.goto(chapter(tag) + link)
        return page.locator(tag).first

    return open_page


@pytest.mark.parametrize("width", [360, 1200])
def test_a_demo_arrives_without_a_jump(open_in_book, page, sample, width):
    page.add_init_script("""
        window.shifts = [];
        const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });""")
    page.set_viewport_size({"width": width, "height": 900})
    demo = open_in_book(sample.tag)
    before = demo.bounding_box()
    page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 300))")
    assert demo.bounding_box() == before
    assert page.evaluate("shifts.map((shift) => shift.value).filter((value) => value > 0.001)") == []


def test_a_link_brings_its_state_and_the_page_fits_a_phone(open_in_book, page, sample):
    page.set_viewport_size({"width": 360, "height": 740})
    name, text = list(sample.attributes.items())[-1]
    demo = open_in_book(sample.tag, f"#{sample.tag}?{name}={text}")
    assert str(demo.evaluate("(demo, name) => demo.state[name]", name)).lower() == text.removesuffix(".0")
    assert not demo.locator(".notice").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_paper_has_all_demos_whose_plots_stand_beside_one_another_there(open_in_book, page):
    """For paper a page is not laid out again before it is printed, so the plots are made for it."""
    demo = open_in_book("gd-momentum")
    demo.evaluate("""demo => {
        window.widths = [];
        const { resize } = demo;
        demo.resize = (width) => { widths.push(width); resize.call(demo, width); };
    }""")
    page.pdf()
    assert 480 < page.evaluate("widths[0]") < 650  # pixels: A4 has 658 between margins of 18 mm
    assert demo.locator(".plots svg path").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_follows_the_theme_of_the_page(open_in_book, page, scheme):
    page.emulate_media(color_scheme=scheme)
    demo = open_in_book("gd-learning-rate")
    ink = demo.locator(".graph").evaluate("graph => getComputedStyle(graph).stroke")
    brightness = np.mean([int(part) for part in re.findall(r"\d+", ink)[:3]])
    assert (brightness > 128) == (scheme == "dark")


def test_print_shows_the_picture_without_the_controls(open_in_book, page, sample):
    demo = open_in_book(sample.tag)
    page.emulate_media(media="print")
    assert demo.locator(".plots svg").locator("visible=true").count() > 0
    assert not demo.get_by_role("button").first.is_visible()


def test_without_script_the_figure_shows(browser, chapter, sample):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(chapter(sample.tag))
    figure = page.locator(f"{sample.tag} img").first
    assert figure.is_visible() and figure.bounding_box()["height"] > 100
    assert len(figure.get_attribute("alt")) > 40
    context.close()


def test_without_script_the_figure_says_what_it_shows(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "book" / "02_learning_rates.html").as_uri())
    figure = page.locator("gd-learning-rate img").locator("visible=true")
    assert figure.is_visible()
    assert figure.bounding_box()["height"] > 100
    assert figure.get_attribute("alt").startswith(
        "Gradient descent on f(w) = ½(w − 2)² from w = 5 with learning rate 0.4:"
    )
    context.close()


def test_page_carries_no_widget_state(site):
    assert "widget-state" not in (site / "book" / "02_learning_rates.html").read_text("utf-8")
