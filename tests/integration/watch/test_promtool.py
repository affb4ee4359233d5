"""Prometheus' own tool reads our alerts, and each fires when it should and not before."""

import subprocess
from pathlib import Path

import pytest

from servers.process import program

FOLDER = Path(__file__).parents[3] / "deploy" / "prometheus"


@pytest.mark.parametrize("command", [("check", "rules", "alerts.yml"), ("test", "rules", "alerts_test.yml")])
def test_alerts_are_read_and_fire_when_they_should(command):
    tool = program("promtool", "prometheus")
    done = subprocess.run([tool, *command], cwd=FOLDER, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SUCCESS" in done.stdout
