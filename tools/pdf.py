"""Print the built book as one PDF, gradient-descent.pdf beside its pages, with a headless Chromium or Chrome.

All pages become one, in the order of the contents, so that links between chapters stay links. It is
printed without JavaScript: a computed figure stands in place of each demo, and what is folded is open.
"""

import os
import re
import sys
from pathlib import Path
from urllib.parse import urljoin

import yaml
from playwright.sync_api import sync_playwright

from tools.browsers import require_browser

ROOT = Path(__file__).parent.parent
SITE = os.environ.get("SITE_URL", "")  # where the site will be, when it is built to be published
# The margins and the page numbers are those of course.css.
STYLES = ("typefaces", "typefaces-later", "course", "katex", "katex-later")
COVER = """
<section class="cover"><p class="booktitle">{title}</p><p>{author}</p></section>
<nav class="printed-contents"><h2>Contents</h2><ol>{contents}</ol></nav>
"""


def main(html=ROOT / "_build/html"):
    if not html.exists():
        sys.exit("There is no built book: run `make book` first.")
    browser = require_browser("A PDF")
    target = html / "gradient-descent.pdf"
    one_page = html / "book/printed.html"  # where the pages are, so that their pictures are found
    one_page.write_text(join(html), encoding="utf-8")
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            page = chromium.new_context(java_script_enabled=False).new_page()
            page.goto(one_page.as_uri())
            page.pdf(
                path=target,
                format="A4",
                print_background=True,
                outline=True,
                tagged=True,
            )
            chromium.close()
    finally:
        one_page.unlink()
    print(f"The book as a PDF is at {target}")


def pages_in_order():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    files = [
        contents["root"],
        *(chapter["file"] for part in contents["parts"] for chapter in part["chapters"]),
    ]
    return [Path(file).name for file in files]


def join(html):
    config, pages = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8")), pages_in_order()
    articles = {page: article((html / f"book/{page}.html").read_text("utf-8"), page, pages) for page in pages}
    titles = {
        page: re.search(r"<h1>(.*?)<a class=\"headerlink\"", text, re.DOTALL)[1]
        for page, text in articles.items()
    }
    contents = "".join(f'<li><a href="#{page}">{titles[page]}</a></li>' for page in pages[1:])
    cover = COVER.format(
        title=config["title"],
        author=f"{config['author'].capitalize()}, {config['copyright']}",
        contents=contents,
    )
    styles = "".join(f'<link rel="stylesheet" href="../_static/{name}.css">' for name in STYLES)
    head = f'<meta charset="utf-8"><title>{config["title"]}</title>{styles}'
    body = cover + "".join(articles.values())
    return f'<!DOCTYPE html><html lang="en">{head}<body class="printed">{body}'


def article(html, page, pages):
    """A page's text, with unique anchors and with links that lead to the new places."""
    text = re.search(r"<article>(.*)</article>", html, re.DOTALL)[1]
    text = re.sub(r' loading="lazy"', "", text)
    text = re.sub(r' id="([^"]*)"', rf' id="{page}--\1"', text)

    def turn(link):
        target, _, anchor = link[1].partition("#")
        name = target.removesuffix(".html") if target else page
        if name not in pages:  # such as a test, which is on the site only
            return f' href="{urljoin(SITE + "book/", link[1])}"' if SITE else ""
        is_demo = anchor.startswith("gd-")  # with a state, which no picture has
        return f' href="#{name}"' if is_demo or not anchor else f' href="#{name}--{anchor}"'

    text = re.sub(r' href="([^":]*)"', turn, text)
    return f'<article id="{page}">{text}</article>'


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
