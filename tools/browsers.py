"""The Chromium or Chrome of this machine."""

import shutil
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)
# The same browser without a window, whose parts take as long as a page does: tests need half the time.
HEADLESS = shutil.which("chromium-headless-shell") or BROWSER


def require_browser(what):
    """Return its path, or end the program if there is none."""
    return BROWSER or sys.exit(f"{what} needs Chromium or Chrome, and there is none here.")
