"""The same application in many processes, under gunicorn, beside the process that owns the house."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from http_scene import Person, Scene

SRC = Path(__file__).parents[3] / "src"


@pytest.fixture
def gunicorn(scene: Scene, admin: Person, data: Path, tmp_path: Path):
    paths = os.pathsep.join(str(path) for path in (SRC, SRC / "adapters", SRC / "entrypoints"))
    environ = {**os.environ, "PYTHONPATH": paths, "SHRUTIK_DATA": str(data), "HOME": str(tmp_path)}
    log = tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", "127.0.0.1:0", "--workers", "2"]
    command += ["--worker-class", "shrutik_http.gunicorn_worker.Worker", "shrutik_http.asgi:application()"]
    with log.open("wb") as stream:
        process = subprocess.Popen(command, env=environ, stdout=stream, stderr=stream)
    try:
        yield _address(log, process)
    finally:
        process.terminate()
        assert process.wait(30) == 0


def _address(log: Path, process: subprocess.Popen) -> str:
    for _ in range(300):
        told = log.read_text()
        if "Listening at: " in told and "Booting worker" in told:
            return told.split("Listening at: ")[1].split()[0]
        assert process.poll() is None, told
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_gunicorn_serves_the_same_house(gunicorn: str, admin: Person) -> None:
    with urllib.request.urlopen(f"{gunicorn}/readyz", timeout=30) as answer:
        assert json.load(answer)["status"] == "ready"
    asked = urllib.request.Request(f"{gunicorn}/api/v1/me", headers={"Authorization": f"Bearer {admin.token}"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        assert json.load(answer)["email"] == admin.email
