"""What nobody could try here is at least well formed, and names things that are there."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
VALUES = yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text())


@pytest.mark.parametrize("path", sorted(DEPLOY.rglob("*.py")), ids=lambda path: path.name)
def test_python_compiles(path):
    compile(path.read_text(), path, "exec")


def test_values_for_kubernetes_hold_python_that_opens_the_course_for_instructors_alone():
    class Settings:
        def __getattr__(self, name):
            self.__dict__[name] = Settings()
            return self.__dict__[name]

    class Spawner:
        def __init__(self, admin):
            self.user = type("User", (), {"admin": admin})
            self.environment, self.volumes, self.volume_mounts = {}, [], []

    c = Settings()
    exec(VALUES["hub"]["extraConfig"]["course"], {"c": c})
    student, instructor = Spawner(False), Spawner(True)
    for spawner in (student, instructor):
        c.Spawner.pre_spawn_hook(spawner)
    assert student.volumes == [] and "COURSE" not in student.environment
    assert "/etc/course/students" in student.environment["JUPYTER_CONFIG_PATH"]
    assert [mount["mountPath"] for mount in instructor.volume_mounts] == [instructor.environment["COURSE"]]


def test_image_copies_what_is_there():
    text = (DEPLOY / "kubernetes" / "Dockerfile").read_text()
    for sources in re.findall("^COPY (.*) ", text, re.MULTILINE):
        assert all((DEPLOY.parent / source).exists() for source in sources.split())


def test_image_holds_every_package_of_the_project():
    settings = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text())
    packages = settings["tool"]["setuptools"]["packages"]["find"]["include"]
    needed = {name.rstrip("*").replace(".", "/") for name in packages}
    text = (DEPLOY / "kubernetes" / "Dockerfile").read_text()
    assert needed <= {*re.findall("^COPY (\\S+) /src/", text, re.MULTILINE)}


def test_littlest_hub_sets_servers_up_as_the_hub_that_is_tried():
    tried, littlest = (
        (DEPLOY / name).read_text().partition("def jupyter_config_path")[2]
        for name in ("jupyterhub/jupyterhub_config.py", "littlest-jupyterhub/course.py")
    )
    assert tried == littlest != ""


def test_unit_starts_a_command_that_there_is():
    unit = (DEPLOY / "systemd" / "course-grading.service").read_text()
    (command,) = re.findall("^ExecStart=\\S+ (.*)$", unit, re.MULTILINE)
    done = subprocess.run([sys.executable, *command.split(), "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and "--watch" in done.stdout
