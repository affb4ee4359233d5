"""Prometheus' own tool reads our configuration and our alerts, and each fires when it should and not before."""

import shutil
import subprocess

import pytest
import yaml

from asked_metrics import DEPLOY
from servers.process import program

FOLDER = DEPLOY / "prometheus"
TOKEN = "/run/secrets/shrutik_metrics_token"


def told(folder, *command):
    tool = program("promtool", "prometheus")
    return subprocess.run([tool, *command], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("command", [("check", "rules", "alerts.yml"), ("test", "rules", "alerts_test.yml")])
def test_alerts_are_read_and_fire_when_they_should(command):
    done = told(FOLDER, *command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SUCCESS" in done.stdout


def test_the_configuration_is_read_once_the_token_is_where_it_says(tmp_path):
    folder = tmp_path / "prometheus"
    shutil.copytree(FOLDER, folder)
    (tmp_path / "token").write_text("a token of the operator")
    config = folder / "prometheus.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(TOKEN, str(tmp_path / "token")), encoding="utf-8")
    done = told(folder, "check", "config", "prometheus.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 rule files found" in done.stdout


def test_two_api_servers_two_workers_and_a_relay_are_asked():
    jobs = yaml.safe_load((FOLDER / "prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    (ours,) = [job for job in jobs if job["job_name"] == "shrutik"]
    names = {target.split(":")[0] for target in ours["static_configs"][0]["targets"]}
    assert names == {"api-1", "api-2", "worker-1", "worker-2", "relay"}
    assert ours["authorization"]["credentials_file"] == TOKEN
