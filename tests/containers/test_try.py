"""`docker compose up`, with nothing set: Shrutik answers, an admin logs in, and data outlive down and up."""

import httpx
import pytest

from containers.engine import Stack
from serving_program import wait_for

URL = "http://127.0.0.1:8000"
UP_SECONDS = 240.0
ADMIN = {"email": "admin@example.org", "password": "a long password"}


@pytest.fixture(scope="module")
def tried(engine):
    stack = Stack(engine, "", {})
    stack.compose("down", "--volumes", "--timeout=5", check=False)
    try:
        stack.compose("up", "--detach", "--no-build", "--pull=never")
        wait_for(ready, UP_SECONDS, 0.5)
        yield stack
    finally:
        stack.compose("down", "--volumes", "--timeout=5", check=False)


def ready():
    try:
        return httpx.get(f"{URL}/readyz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def log_in():
    return httpx.post(f"{URL}/api/v1/auth/login", json=ADMIN, timeout=30).status_code


def test_an_admin_is_made_as_the_page_says_and_is_there_after_down_and_up(tried):
    command = ("shrutik", "user", "create", ADMIN["email"], "--role", "admin", "--password-stdin")
    tried.compose("exec", "-T", "shrutik", *command, input=ADMIN["password"])
    assert log_in() == 200
    tried.compose("down", "--timeout=60")
    assert tried.engine.names() == set()
    tried.compose("up", "--detach", "--no-build", "--pull=never")
    wait_for(ready, UP_SECONDS, 0.5)
    assert log_in() == 200


def test_the_page_is_there(tried):
    assert "<title>" in httpx.get(URL, timeout=30).text
