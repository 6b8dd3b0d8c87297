"""The story on the front page: nine frames by click, key, swipe and link; one text without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.fixture
def story(page, site):
    page.goto((site / "book" / "index.html").as_uri())
    return page.locator("gd-story")


def shown(story):
    return [i + 1 for i, frame in enumerate(story.locator("section").all()) if frame.is_visible()]


def test_buttons_turn_one_frame_and_stop_at_the_ends(story, page):
    assert shown(story) == [1]
    story.get_by_role("button", name="previous frame").press("Enter")
    assert shown(story) == [1]
    for frame in (2, 3, 4, 5, 6, 7, 8, 9, 9):
        story.get_by_role("button", name="next frame").press("Enter")
        assert shown(story) == [frame]
    assert page.url.endswith("#frame-9")


def test_keys_turn_frames_and_the_frame_is_spoken(story, page):
    story.get_by_role("button", name="frame 4 of 9").click()
    assert shown(story) == [4]
    assert story.locator('[aria-current="true"]').get_attribute("aria-label") == "frame 4 of 9"
    for key, frame in (("ArrowRight", 5), ("ArrowLeft", 4), ("End", 9), ("Home", 1), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        assert shown(story) == [frame]
    assert story.get_by_role("status").inner_text().startswith("Frame 1 of 9.")


def test_swipe_turns_a_frame(story):
    story.evaluate("""story => {
        const touch = (type, clientX) =>
            story.dispatchEvent(new PointerEvent(type, { pointerType: "touch", clientX }));
        touch("pointerdown", 300);
        touch("pointerup", 200);
    }""")
    assert shown(story) == [2]


def test_turning_frames_moves_nothing_else(story):
    heights = set()
    for _ in range(9):
        heights.add(story.bounding_box()["height"])
        story.get_by_role("button", name="next frame").press("Enter")
    assert len(heights) == 1


def test_link_opens_its_frame(page, site):
    page.goto((site / "book" / "index.html").as_uri() + "#frame-7")
    assert shown(page.locator("gd-story")) == [7]


def test_print_shows_all_frames(story, page):
    page.emulate_media(media="print")
    assert shown(story) == list(range(1, 10))


def test_without_script_all_frames_show(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "book" / "index.html").as_uri())
    assert shown(page.locator("gd-story")) == list(range(1, 10))
    assert all(image.get_attribute("alt") for image in page.locator("gd-story img").all())
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(story, page, scheme):
    page.emulate_media(color_scheme=scheme)
    assert Axe().run(page, "gd-story", {"preload": False}).violations_count == 0


def test_phone(story, page):
    page.set_viewport_size({"width": 360, "height": 740})
    for button in story.get_by_role("button").all():
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] >= 24 and box["width"] >= 24
