"""Grading all day, as a service of the hub; jupyterhub_config.py loads it.

What students hand in is collected, and graded within seconds, with its feedback ready to be given back. The
hub starts the service again if it ends; what it says is in the hub's log.
"""

import os
import sys
from pathlib import Path

CONFIG = Path(__file__).resolve().parent

c = get_config()  # noqa: F821, JupyterHub puts the name there

c.JupyterHub.services = [
    {
        "name": "grading",
        "command": [sys.executable, "-m", "grading", "--watch"],
        "cwd": str(CONFIG.parents[1]),  # the course
        # "user": "instructor",  # for a class, whoever the course belongs to
        "environment": {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "COURSE": str(CONFIG.parents[1]),
            "EXCHANGE": str(Path("exchange").absolute()),
            "JUPYTER_CONFIG_PATH": str(CONFIG / "everyone"),
        },
    }
]
