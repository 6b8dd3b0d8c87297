"""What Python in the page costs: bytes where nobody runs it, seconds to a first output, and to run each page.

    make bench-live

Uses the built book, which must have been built with LIVE. The seconds are processor time of the browser's
process for the page, so that other programs do not count in them; the network does not either. `cold` is a
browser that has nothing of the site, `cached` one that has had it all.
"""

import gzip
import re
import sys
import threading
from functools import partial
from http.server import ThreadingHTTPServer

from playwright.sync_api import sync_playwright
from tqdm import tqdm

from tools.audit import HTML, Compressed
from tools.browsers import require_browser

LONG = 20  # seconds: a cell that takes longer has the tag `long`, and asks before it starts
IDLE = "document.querySelector('[data-busy]') === null"
PATIENCE = 1_200_000  # milliseconds


def main():
    if not list(HTML.glob("_static/pyodide/*")):
        sys.exit("There is no book with a Python of its own: run `make book LIVE=folder` first.")
    chromium = require_browser("The measurement")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=HTML))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/book/"
    print_sizes()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        clock = Clock(browser)
        print_starts(browser, clock, f"{address}01_update_rule.html")
        print_pages(browser, clock, address)
        browser.close()
    server.shutdown()


def print_sizes():
    (folder,) = (HTML / "_static/live").iterdir()
    size = sum(len(gzip.compress((folder / name).read_bytes())) for name in ("live.js", "live.css"))
    (release,) = (HTML / "_static/pyodide").iterdir()
    python = sum(path.stat().st_size for path in release.iterdir())
    packed = sum(len(gzip.compress(path.read_bytes())) for path in release.iterdir())
    print(f"A page that nobody runs carries {size / 1000:.1f} KB for it, compressed.")
    print(f"Pyodide {release.name}: {python / 1e6:.1f} MB, {packed / 1e6:.1f} MB compressed.")


class Clock:
    """The processor time of all pages so far, in seconds."""

    def __init__(self, browser):
        self.session = browser.new_browser_cdp_session()

    def read(self):
        processes = self.session.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(process["cpuTime"] for process in processes if process["type"] == "renderer")


def print_starts(browser, clock, address):
    context = browser.new_context()
    for visit in ("cold", "cached"):
        page = context.new_page()
        open_page(page, address)
        print(f"From the press to the first output, {visit}: {press(page, clock, 0):.1f} s.")
        page.close()
    context.close()


def print_pages(browser, clock, address):
    print(f"\n| page | cells | all, without the start, s | the longest, s | over {LONG} s |")
    print("|---|---|---|---|---|")
    names = sorted(path.stem for path in HTML.glob("book/*.html") if re.match(r"\d\d_", path.name))
    for name in tqdm(names, desc="pages"):
        page = browser.new_page()
        cells = open_page(page, f"{address}{name}.html")
        press(page, clock, 0)
        seconds = [press(page, clock, i) for i in range(1, cells)]
        over = [str(i + 2) for i, time in enumerate(seconds) if time > LONG]
        row = (name, cells, f"{sum(seconds):.0f}", f"{max(seconds):.0f}", " ".join(over) or "none")
        tqdm.write(f"| {' | '.join(map(str, row))} |", file=sys.stdout)
        page.close()


def open_page(page, address):
    page.goto(address)
    bars = page.locator(".live-bar")
    bars.first.wait_for(timeout=PATIENCE)
    return bars.count()


def press(page, clock, i):
    """Run a cell, and return the seconds that it takes."""
    cell = page.locator(".cell:has(> .live-bar)").nth(i)
    began = clock.read()
    cell.get_by_role("button", name="Run", exact=True).click(timeout=PATIENCE)
    if "tag_long" in cell.get_attribute("class"):
        cell.get_by_role("button", name="Run it").click(timeout=PATIENCE)
    page.wait_for_function(IDLE, timeout=PATIENCE)
    return clock.read() - began


if __name__ == "__main__":
    main()
