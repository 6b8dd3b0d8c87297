"""Photograph the built book for the README: the demo in chapter 2, as a reader meets it.

Needs `make book` first, and Chromium.
"""

import base64
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browsers import require_browser

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "_build/html/book/02_learning_rates.html"
TARGET = ROOT / "book/_static/screenshot.webp"

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=require_browser("A photograph"), args=["--no-sandbox"]
    )
    page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page.goto(PAGE.as_uri())
    demo = page.locator("gd-learning-rate").first
    demo.scroll_into_view_if_needed()
    demo.evaluate("demo => scrollBy(0, demo.getBoundingClientRect().top - 120)")
    demo.get_by_role("spinbutton").fill("1.8")
    demo.get_by_role("button", name="Play").click()
    page.wait_for_timeout(3000)
    # Playwright writes PNG and JPEG only; the browser itself also writes WebP.
    picture = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": 80}
    )
    TARGET.write_bytes(base64.b64decode(picture["data"]))
    browser.close()
