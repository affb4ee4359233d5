"""Whose figures Prometheus of a site in containers reads, and by which name it tells sites apart."""

import os
import subprocess

import yaml

from compose_files import COMPOSE, ROOT, read_compose

SITE = read_compose(COMPOSE / "site.yml")["services"]
SERVICE = read_compose(COMPOSE / "watch.yml")["services"]["prometheus"]
WORKERS = "/data/metrics"


def started(folder, site):
    """The configuration that Prometheus is started with, and its arguments."""
    text = (COMPOSE / "prometheus.sh").read_text(encoding="utf-8")
    text = text.replace("/tmp/", f"{folder}/").replace("/opt/", f"{ROOT}/deploy/")
    (folder / "prometheus.sh").write_text(text, encoding="utf-8")
    program = folder / "prometheus"
    program.write_text('#!/bin/sh\necho "$*"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "SITE_NAME": site}
    call = ["sh", folder / "prometheus.sh", *SERVICE["command"]]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=True, timeout=20)
    config = yaml.safe_load((folder / "prometheus.yml").read_text(encoding="utf-8"))
    (ours,) = [job for job in config["scrape_configs"] if job["job_name"] == "shrutik"]
    return ours, config, done.stdout.split()


def test_figures_bear_the_name_of_the_site(tmp_path):
    ours, config, arguments = started(tmp_path, "staging.example.org")
    assert {"target_label": "installation", "replacement": "staging.example.org"} in ours["relabel_configs"]
    assert all((tmp_path / file).is_file() for file in config["rule_files"])
    assert arguments == [f"--config.file={tmp_path}/prometheus.yml", *SERVICE["command"]]
    assert SERVICE["environment"] == {"SITE_NAME": "${SITE_NAME:-localhost}"}


def test_every_program_of_a_site_is_asked_also_those_that_come_and_go(tmp_path):
    ours, _, _ = started(tmp_path, "localhost")
    (fixed,), (found,) = ours["static_configs"], ours["dns_sd_configs"]
    asked = {*(target.split(":")[0] for target in fixed["targets"]), *found["names"]}
    stay = {name for name, one in SITE.items() if one.get("command", [])[:1] == ["shrutik"]}
    assert asked == stay
    assert (found["type"], found["port"]) == ("A", 9464)


def test_workers_that_share_a_volume_count_each_for_itself():
    (kept,) = SITE["worker"]["tmpfs"]
    assert kept.split(":")[0] == WORKERS
    assert SITE["worker"]["volumes"] == ["workers:/data"]
