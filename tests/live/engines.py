"""Firefox and WebKit as the system has them, each through the protocol that it comes with.

An engine opens a page and evaluates JavaScript in it, which is all that these tests need of it. Playwright
would bring browsers of its own.
"""

import json
import re
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import websocket

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = shutil.which("WebKitWebDriver")
MINI_BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
HAVE_WEBKIT = bool(WEBKIT and MINI_BROWSER and shutil.which("Xvfb"))
PATIENCE = 600  # seconds


class Engine:
    def wait_for(self, expression):
        """Wait until an expression is true in the page."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(expression):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            time.sleep(0.2)


class Firefox(Engine):
    """Over WebDriver BiDi, on the WebSocket that Firefox offers."""

    def __init__(self, process):
        line = next(line for line in process.stderr if "WebDriver BiDi listening on" in line)
        address = re.search(r"ws://\S+", line)[0]
        threading.Thread(target=process.stderr.read, daemon=True).start()  # or Firefox waits for a reader
        self.socket = websocket.create_connection(
            f"{address}/session", timeout=PATIENCE, suppress_origin=True
        )
        self.number = 0
        self.command("session.new", capabilities={})
        (context, *_) = self.command("browsingContext.getTree")["contexts"]
        self.context = context["context"]

    def command(self, method, **params):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:  # what is not the answer is an event
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                assert message["type"] == "success", message
                return message["result"]

    def open(self, address, width=1200):
        viewport = {"width": width, "height": 800}
        self.command("browsingContext.setViewport", context=self.context, viewport=viewport)
        self.command("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, expression):
        """The value of an expression, which must be plain data."""
        result = self.command(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self.context},
            awaitPromise=False,
        )
        assert result["type"] == "success", result
        return json.loads(result["result"].get("value", "null"))


class WebKit(Engine):
    """Over WebDriver, with the driver that belongs to it."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": str(MINI_BROWSER), "args": ["--automation"]}
        capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = self.request("POST", "", capabilities=capabilities)["sessionId"]
        self.address += f"/{session}"

    def request(self, method, path, **body):
        data = json.dumps(body).encode() if method == "POST" else None
        headers = {"Content-Type": "application/json"}
        with urlopen(Request(self.address + path, data, headers, method=method), timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def open(self, address, width=1200):
        self.request("POST", "/window/rect", width=width, height=800)
        self.request("POST", "/url", url=address)

    def evaluate(self, expression):
        script = f"return JSON.stringify({expression})"
        return json.loads(self.request("POST", "/execute/sync", script=script, args=[]) or "null")


@contextmanager
def firefox(folder):
    command = [FIREFOX, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"]
    with ended(subprocess.Popen(command, stderr=subprocess.PIPE, text=True)) as process:
        engine = Firefox(process)
        yield engine
        engine.socket.close()


@contextmanager
def webkit(folder):
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with ended(subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)) as x:
        display = x.stdout.readline().strip()
        variables = {
            **{"DISPLAY": f":{display}", "HOME": str(folder), "PATH": "/usr/bin:/bin"},
            **{"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"},
        }
        port = free_port()
        with ended(subprocess.Popen([WEBKIT, f"--port={port}"], env=variables)):
            wait_for_port(port)
            engine = WebKit(port)
            yield engine
            engine.request("DELETE", "")


@contextmanager
def ended(process):
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens at {port}")
