"""The client for browsers and Node.js: its own tests, and the whole story against a real server."""

import shutil
import subprocess
from pathlib import Path

import pytest

CLIENT = Path(__file__).parents[3] / "clients/typescript"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="there is no node on the path; it runs this client")


def node(*arguments):
    done = subprocess.run([NODE, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_goes_wrong_on_the_way():
    node("--test", CLIENT / "tests/calling.test.mjs")


def test_the_whole_story(served, voice):
    assert node(CLIENT / "tests/story.mjs", served, voice).startswith("told: ")
