"""The demos under a finger that may mean to scroll the page: real touches, which a browser may keep."""

import pytest


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def swipe(page, place, across, down):
    """Put a finger on the middle of an element and draw it over the screen; how far the page was before."""
    place.evaluate("place => place.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(300)
    before = scrolled(page)
    box = place.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for share in range(1, 11):
        point = {"x": x + across * share / 10, "y": y + down * share / 10}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    return before


def scrolled(page):
    return page.evaluate("scrollY")


@pytest.mark.parametrize(("across", "down"), [(0, -60), (0, 60), (40, -40)])
def test_a_ring_goes_with_the_finger_and_the_page_stays(open_demo, page, across, down):
    demo = open_demo("gd-landscape")
    before = demo.evaluate("demo => demo.state")
    place = swipe(page, demo.locator(".handle").first, across, down)
    after = demo.evaluate("demo => demo.state")
    assert (after["y"] > before["y"]) == (down < 0) and after["y"] != before["y"]
    assert scrolled(page) == place


def test_scrolling_past_a_slider_leaves_it_as_it_was(open_demo, page):
    demo = open_demo("gd-learning-rate")
    slider = demo.locator("input[type=range]").first
    before = demo.evaluate("demo => demo.state")
    place = swipe(page, slider, 5, -150)
    page.wait_for_function("place => scrollY > place + 50", arg=place)
    assert demo.evaluate("demo => demo.state") == before
    swipe(page, slider, 60, 0)
    page.wait_for_function(
        "lr => document.querySelector('gd-learning-rate').state.lr !== lr", arg=before["lr"]
    )


def test_the_story_turns_under_a_finger(site, page):
    page.goto((site / "book/index.html").as_uri())
    story = page.locator("gd-story")
    swipe(page, story, -120, 10)
    story.locator("#frame-2:not([data-off])").wait_for()
    swipe(page, story, 120, 0)
    story.locator("#frame-1:not([data-off])").wait_for()
