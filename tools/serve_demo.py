"""One demo on a page of its own, shown anew whenever a source of it is saved.

    make demo DEMO=momentum

The page keeps asking for the time of the last change in gdcore/ and in the book's style sheet. A fresh
process makes the page and its script each time, so that settings and Python are read again too. An error in
a source is shown in place of the demo until it is mended.
"""

import subprocess
import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from gdcore.demos.samples import SAMPLES

ROOT = Path(__file__).parent.parent
STYLE = ROOT / "book/_static/course.css"

MAKE_PAGE = """
import sys
from gdcore.demos._page import small_page
from gdcore.demos.samples import SAMPLES
print(small_page(type(SAMPLES[sys.argv[1]]().demo)(), "/style.css", "/demos.js"))
"""
MAKE_SCRIPT = "from gdcore.demos import page_script; print(page_script())"

RELOAD = """<script>
  (async () => {
    const lastChange = async () => (await fetch("/last-change")).text();
    do await new Promise((done) => setTimeout(done, 500));
    while ((await lastChange()) === "SHOWN");
    location.reload();
  })();
</script>
"""


def time_of_last_change():
    sources = [STYLE]
    for kind in ("py", "js", "css"):
        sources += (ROOT / "gdcore").rglob(f"*.{kind}")
    return str(max(path.stat().st_mtime_ns for path in sources))


def output_of(code, *arguments):
    """What a fresh Python prints. Raises CalledProcessError, with its words in `stderr`."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def handler(name):
    """The class that answers for the demo of this name."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/":
                self.send_page()
            elif self.path == "/demos.js":
                self.send("text/javascript", output_of(MAKE_SCRIPT))
            elif self.path == "/style.css":
                self.send("text/css", STYLE.read_text("utf-8"))
            elif self.path == "/last-change":
                self.send("text/plain", time_of_last_change())
            else:
                self.send_error(404)

        def send_page(self):
            reload = RELOAD.replace("SHOWN", time_of_last_change())
            try:
                page = output_of(MAKE_PAGE, name)
            except subprocess.CalledProcessError as error:
                page = f"<!DOCTYPE html><title>{name}</title><pre>{escape(error.stderr)}</pre>"
            self.send("text/html", page + reload)

        def send(self, kind, text):
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *message):
            """Say nothing: the page asks twice a second."""

    return Handler


def main():
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in SAMPLES:
        sys.exit(f"Which demo? make demo DEMO=…, one of {', '.join(SAMPLES)}")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(name))
    print(f"gd-{name} is at http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
