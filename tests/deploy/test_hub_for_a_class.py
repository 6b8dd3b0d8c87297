"""A hub that students enter from a learning management system, and that grades at once what they hand in.

The system is a stand-in on this machine, which knows as much of LTI 1.3 as signing in takes.
"""

import json
import re
import shutil
import threading
import time
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from nbgrader.api import Gradebook

from ..nbgrader_command import nbgrader
from .hub import SET, course_folder, running_hub

pytestmark = pytest.mark.slow
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
CLIENT = "the-hub"
KEY, ANOTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
FORM = (
    '<form method="post" action="{address}">'
    '<input name="state" value="{state}"><input name="id_token" value="{token}">'
)


class Platform(ThreadingHTTPServer):
    """Signs in whoever `login_hint` names, with what a test has changed of the token."""

    key = KEY
    changes: dict = {}

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def token(self, student, nonce, address):
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": f"number-of-{student}",
            "exp": now + 60,
            "iat": now,
            "nonce": nonce,
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": "1",
            f"{CLAIM}target_link_uri": address,
            f"{CLAIM}resource_link": {"id": "link-1"},
            f"{CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
            f"{CLAIM}custom": {"username": student},
        }
        return jwt.encode(claims | self.changes, self.key, "RS256", headers={"kid": "1"})


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.say(
                "application/json", json.dumps({"keys": [key | {"kid": "1", "alg": "RS256", "use": "sig"}]})
            )
        else:  # as the standard has it: an answer to the address that was registered, by a form
            assert (asked["response_type"], asked["response_mode"]) == ("id_token", "form_post")
            assert asked["client_id"] == CLIENT
            token = self.server.token(asked["login_hint"], asked["nonce"], asked["redirect_uri"])
            self.say(
                "text/html", FORM.format(address=asked["redirect_uri"], state=asked["state"], token=token)
            )

    def say(self, kind, text):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


@contextmanager
def running_platform():
    with Platform(("127.0.0.1", 0), Answers) as platform:
        threading.Thread(target=platform.serve_forever, daemon=True).start()
        yield platform
        platform.shutdown()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = course_folder(tmp_path_factory.mktemp("course"), "lti.py", "grading_service.py")
    nbgrader(folder, "generate_assignment", SET)
    return folder


@pytest.fixture(scope="module")
def platform_and_hub(course, tmp_path_factory):
    with running_platform() as platform:
        settings = {
            "LTI_ISSUER": platform.address,
            "LTI_AUTHORIZE_URL": f"{platform.address}/authorize",
            "LTI_KEYS_URL": f"{platform.address}/keys",
            "LTI_CLIENT_ID": CLIENT,
        }
        with running_hub(course, tmp_path_factory.mktemp("hub"), **settings) as hub:
            yield platform, hub


def launch(platform, hub, student):
    """(the answer to a press on the link in the system, the session that has its cookies)"""
    session = requests.Session()
    asked = {"iss": platform.address, "login_hint": student, "target_link_uri": f"{hub}/hub/home"}
    form = session.get(f"{hub}/hub/lti13/oauth_login", params=asked | {"client_id": CLIENT}).text
    address, state, token = (unescape(each) for each in re.findall(r'(?:action|value)="(.*?)"', form))
    assert address == f"{hub}/hub/lti13/oauth_callback"
    return session.post(address, {"state": state, "id_token": token}), session


def test_a_link_in_the_system_signs_the_student_in(platform_and_hub):
    platform, hub = platform_and_hub
    answer, session = launch(platform, hub, "ada")
    assert answer.ok and answer.url == f"{hub}/hub/home"
    assert re.search(r'"?user"?: ?"ada"', session.get(f"{hub}/hub/home").text)
    assert session.get(f"{hub}/hub/admin").status_code == 403, "a student is no instructor"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, ANOTHER_KEY),
        ({"aud": "another tool"}, KEY),
        ({"iss": "http://elsewhere.test"}, KEY),
        ({"exp": 1}, KEY),
        ({"nonce": "used before"}, KEY),
    ],
    ids=["key", "aud", "iss", "exp", "nonce"],
)
def test_a_forged_or_foreign_or_old_launch_is_refused(platform_and_hub, monkeypatch, changes, key):
    platform, hub = platform_and_hub
    monkeypatch.setattr(platform, "key", key)
    monkeypatch.setattr(platform, "changes", changes)
    answer, session = launch(platform, hub, "eve")
    assert 400 <= answer.status_code < 500
    assert (
        "/hub/login" in session.get(f"{hub}/hub/home").url
        or session.get(f"{hub}/hub/api/user").status_code == 403
    )


def test_nobody_signs_in_beside_the_system(platform_and_hub):
    _, hub = platform_and_hub
    answer = requests.post(f"{hub}/hub/login", {"username": "ada", "password": "for all students"})
    assert not answer.ok


def test_what_is_handed_in_is_graded_by_the_hubs_service(platform_and_hub, course):
    folder = course / "submitted" / "ada" / SET
    folder.mkdir(parents=True)
    shutil.copy(course / "solutions" / SET / f"{SET}.ipynb", folder)
    until = time.monotonic() + 600
    page = course / "feedback" / "ada" / SET / f"{SET}.html"
    while not (page.exists() and page.read_text().rstrip().endswith("</html>")):
        assert time.monotonic() < until
        time.sleep(0.2)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradient_descent") as gradebook:
        (notebook,) = gradebook.find_submission(SET, "ada").notebooks
        marked = [grade for grade in notebook.grades if not grade.needs_manual_grade]
        assert marked and all(grade.auto_score == grade.max_score for grade in marked)
