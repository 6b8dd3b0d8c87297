"""The Littlest JupyterHub, for the course: copy this to /opt/tljh/config/jupyterhub_config.d/course.py.

README.md tells the rest.
"""

import os
from pathlib import Path

CONFIG = Path("/srv/hub/jupyterhub")  # a copy of deploy/jupyterhub, which students may read
COURSE = Path("/srv/course")  # for instructors only
EXCHANGE = Path("/srv/exchange")

c = get_config()  # noqa: F821, JupyterHub puts the name there


def jupyter_config_path(spawner):
    """What is switched off for everyone, and for students."""
    folders = ["everyone"] if spawner.user.admin else ["students", "everyone"]
    return os.pathsep.join(str(CONFIG / folder) for folder in folders)


def open_course(spawner):
    """An instructor's server opens the course, with the formgrader in front."""
    if spawner.user.admin:
        spawner.environment = {**spawner.environment, "COURSE": str(COURSE)}
        spawner.notebook_dir = str(COURSE)
        spawner.default_url = "/formgrader"


c.Spawner.default_url = "/lab"
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": jupyter_config_path, "EXCHANGE": str(EXCHANGE)}
c.Spawner.pre_spawn_hook = open_course
