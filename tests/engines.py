"""Firefox and WebKit for tests that Chromium alone cannot answer, driven by WebDriver.

Both speak the same commands, Firefox over a socket of its own (Marionette), WebKit through Debian's
WebKitWebDriver over HTTP. Playwright drives neither of the two that Debian ships.
"""

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

PATIENCE = 120  # seconds for an answer: a busy machine takes its time
MINI_BROWSERS = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"
KEYS = {"ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015"}
KEYS |= {"PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010", "Home": "\ue011"}
KEYS |= {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Shift": "\ue008"}


class Engine:
    """What the two have in common; each adds how a command is sent."""

    def open(self, url):
        self.command("Navigate", url=url)

    def evaluate(self, function, *arguments):
        """What a JavaScript function returns, given as text; it may be asynchronous."""
        script = (
            "const done = arguments[arguments.length - 1];"
            f"Promise.resolve().then(() => ({function})(...[...arguments].slice(0, -1)))"
            ".then((value) => done({ value }), (error) => done({ error: String(error) }));"
        )
        answer = self.command("ExecuteAsyncScript", script=script, args=list(arguments))
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def resize(self, width, height):
        self.command("SetWindowRect", width=width, height=height)

    def press(self, key):
        """A key, named as in JavaScript."""
        value = KEYS.get(key, key)
        actions = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": actions})

    def drag(self, *points, pointer="mouse"):
        """Press at the first point (x, y) of the window, move over the others and let go: one is a click."""
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport", "duration": 50}
            for x, y in points
        ]
        down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        actions = [moves[0], down, *moves[1:], up]
        self._act(
            {"type": "pointer", "id": pointer, "parameters": {"pointerType": pointer}, "actions": actions}
        )

    def screenshot(self):
        """The window as PNG."""
        return base64.b64decode(self.command("TakeScreenshot"))

    def _act(self, source):
        self.command("PerformActions", actions=[source])
        self.command("ReleaseActions")


class Firefox(Engine):
    @staticmethod
    def program():
        return shutil.which("firefox-esr") or shutil.which("firefox")

    @classmethod
    def missing(cls):
        """What is not installed here."""
        return None if cls.program() else "firefox-esr"

    def __init__(self, folder):
        profile = Path(folder, "profile")
        profile.mkdir()
        profile.joinpath("user.js").write_text('user_pref("marionette.port", 0);\n')
        self._process = subprocess.Popen(
            [self.program(), "--headless", "--no-remote", "--marionette", "--profile", profile],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(folder)},
        )
        port = _wait_for(lambda: int(profile.joinpath("MarionetteActivePort").read_text()))
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._answers = self._socket.makefile("rb")
        self._read()  # the greeting
        self._number = 0
        self.command("NewSession", capabilities={"alwaysMatch": {"timeouts": {"script": PATIENCE * 1000}}})

    def command(self, name, **parameters):
        self._number += 1
        text = json.dumps([0, self._number, f"WebDriver:{name}", parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"Firefox: {error['error']}: {error['message']}")
        return answer["value"] if answer and "value" in answer else answer

    def _read(self):
        """A message is its length, a colon and JSON."""
        length = b""
        while (byte := self._answers.read(1)) != b":":
            length += byte
        return json.loads(self._answers.read(int(length)))

    def close(self):
        self._answers.close()
        self._socket.close()
        _end(self._process)


class WebKit(Engine):
    """WebKit has no mode without a screen, so it gets one that nobody sees."""

    PATHS = {
        "Navigate": "POST url",
        "ExecuteAsyncScript": "POST execute/async",
        "SetWindowRect": "POST window/rect",
        "PerformActions": "POST actions",
        "ReleaseActions": "DELETE actions",
        "TakeScreenshot": "GET screenshot",
    }

    @staticmethod
    def program():
        return next(map(str, Path("/").glob(MINI_BROWSERS)), None)

    @classmethod
    def missing(cls):
        """What is not installed here."""
        needed = {"webkit2gtk-driver": shutil.which("WebKitWebDriver") and cls.program()}
        needed["xvfb"] = shutil.which("Xvfb")
        return next((name for name, program in needed.items() if not program), None)

    def __init__(self, folder):
        read, write = os.pipe()
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1500x1200x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with open(read) as numbers:
            display = numbers.readline().strip()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        home = {"HOME": str(folder), "XDG_DATA_HOME": f"{folder}/data", "XDG_CACHE_HOME": f"{folder}/cache"}
        # As root its own sandbox cannot start, and in a container seldom.
        alone = {
            "DISPLAY": f":{display}",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "GTK_USE_PORTAL": "0",
        }
        self._driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"],
            env=os.environ | home | alone,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._root = f"http://127.0.0.1:{port}/session"
        options = {"binary": self.program(), "args": ["--automation"]}
        capabilities = {"webkitgtk:browserOptions": options, "timeouts": {"script": PATIENCE * 1000}}
        session = _wait_for(lambda: self._send("POST", "", {"capabilities": {"alwaysMatch": capabilities}}))
        self._root += f"/{session['sessionId']}/"

    def command(self, name, **parameters):
        method, path = self.PATHS[name].split()
        return self._send(method, path, parameters)

    def _send(self, method, path, parameters):
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(self._root + path, body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"WebKit: {json.load(error)['value']}") from None

    def close(self):
        with contextlib.suppress(OSError, RuntimeError):
            self._send("DELETE", "", {})
        _end(self._driver)
        _end(self._screen)


def _wait_for(attempt):
    """What an attempt returns once it no longer fails for want of a file or a listener."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return attempt()
        except (OSError, ValueError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _end(process):
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


ENGINES = (Firefox, WebKit)
