"""The logs of a site in containers: all are read, old ones are deleted, and one command finds a request in them."""

import os
import subprocess
import time

import pytest
from typer.testing import CliRunner

from compose_files import COMPOSE, ROOT, read_compose
from shrutik_cli.app import app

WATCH = read_compose(COMPOSE / "watch.yml")["services"]
SITE = read_compose(COMPOSE / "site.yml")["services"]
DAY = 86_400


def mounted(service):
    """Volumes of ours, by where they are mounted."""
    return {place.split(":")[1]: place.split(":")[0] for place in service["volumes"] if place[0] not in "./"}


@pytest.fixture
def shipper(tmp_path):
    """Runs the script with a stand-in for rsyslogd, which ends at once; the configuration that it is started with."""
    text = (COMPOSE / "logs.sh").read_text(encoding="utf-8")
    for there in ("/tmp/", "/var/log/shrutik", "/srv/edge"):
        (tmp_path / there.strip("/")).mkdir(parents=True)
    text = text.replace("/tmp/", f"{tmp_path}/tmp/").replace("/opt/", f"{ROOT}/deploy/")
    text = text.replace("find /var/log/shrutik /srv/edge", f"find {tmp_path}/var/log/shrutik {tmp_path}/srv/edge")
    (tmp_path / "logs.sh").write_text(text.replace("sleep 3600", "break"), encoding="utf-8")
    (tmp_path / "rsyslogd").write_text("#!/bin/sh\nsleep 1\n", encoding="utf-8")
    (tmp_path / "rsyslogd").chmod(0o755)

    def run(**settings):
        environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", **settings}
        subprocess.run(["sh", tmp_path / "logs.sh"], env=environment, check=True, timeout=20)
        return (tmp_path / "tmp" / "shipped.conf").read_text(encoding="utf-8")

    return run


@pytest.mark.parametrize("server", ["", "logs.example.net"])
def test_lines_of_programs_and_of_nginx_are_shipped(shipper, server):
    config = shipper(LOGS_SERVER=server)
    inputs = [line.split('file="')[1].split('"')[0] for line in config.splitlines() if line.startswith("input(")]
    assert inputs == ["/srv/shrutik/*/logs/shrutik.log", "/srv/shrutik/*/security.log", "/srv/edge/shrutik-*.log"]
    assert ("omelasticsearch" in config.split("ruleset(")[1]) is bool(server)


def test_files_that_are_older_than_the_setting_says_are_deleted(shipper, tmp_path):
    kept, old = [tmp_path / "var/log/shrutik" / f"shrutik-{one}.log" for one in ("new", "old")]
    edge = tmp_path / "srv/edge/shrutik-old.log"
    for file, days in ((kept, 5), (old, 9), (edge, 9)):
        file.write_text("{}\n", encoding="utf-8")
        os.utime(file, (time.time() - days * DAY,) * 2)
    shipper()
    assert [one.exists() for one in (kept, old, edge)] == [True, True, True], "30 days if nothing is said"
    shipper(LOGS_KEPT_DAYS="7")
    assert [one.exists() for one in (kept, old, edge)] == [True, False, False]
    assert WATCH["logs"]["environment"]["LOGS_KEPT_DAYS"] == "${LOGS_KEPT_DAYS:-30}"


def test_nginx_writes_where_the_shipper_reads():
    volume = mounted(SITE["nginx"])["/var/log/edge"]
    assert mounted(WATCH["logs"])["/srv/edge"] == volume
    assert "--owner=101 --group=shrutik --mode=0770 /srv/edge" in (COMPOSE / "logs.Dockerfile").read_text("utf-8")
    assert SITE["nginx"]["user"].startswith("101:")


def test_one_command_finds_a_request_in_the_logs_of_every_program():
    trace = WATCH["trace"]
    assert trace["entrypoint"][:3] == ["shrutik", "logs", "trace"]
    asked = {one.removeprefix("--also=") for one in trace["entrypoint"][3:]}
    places = mounted(trace)
    assert asked | {"/data"} == set(places)
    assert set(places.values()) == set(mounted(WATCH["logs"]).values()) - {"logs", "logs-queue"}
    read_only = {one.split(":")[1] for one in trace["volumes"] if one.endswith(":ro")}
    assert read_only == asked
    assert CliRunner().invoke(app, ["logs", "trace", *trace["command"]]).exit_code == 0
    assert "production" not in trace["profiles"], "only when it is called"
