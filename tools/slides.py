"""Print each deck of slides as a PDF beside it, with a headless Chromium or Chrome.

The decks are part of the built book (book/_ext/course/slides.py). On paper an answer follows its question on
a sheet of its own.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browsers import require_browser

ROOT = Path(__file__).parent.parent


def main(html=ROOT / "_build/html"):
    decks = sorted((html / "slides").glob("*.html"))
    if not decks:
        sys.exit("There are no slides: run `make book` first.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=require_browser("Printing slides"), args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": 1280, "height": 720}, color_scheme="light")
        for deck in decks:
            page.goto(f"{deck.as_uri()}?print-pdf")
            page.wait_for_selector("html[data-printable]", state="attached")
            page.pdf(path=deck.with_suffix(".pdf"), prefer_css_page_size=True, print_background=True)
        chromium.close()
    print(f"The slides are in {html}/slides, each deck as a page and as a PDF")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
