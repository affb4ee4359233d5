"""What gives a site in containers its workers: a script, with an engine that notes what it is told, and its unit."""

import os
import shutil
import subprocess

import pytest

from compose_files import COMPOSE, ROOT, read_compose
from shrutik_cli.table import COMMANDS

SCRIPT, UNIT = COMPOSE / "scale.sh", COMPOSE / "shrutik-scale.service"
COMMAND = "docker compose --profile production up --detach --no-deps --no-recreate --scale worker="
ENGINE = """#!/bin/sh
echo "docker $*" >> "{folder}/told"
case "$*" in *" exec "*) printf '2\\n2\\n5\\n' ;; esac
exit {code}
"""


def scaled(folder, code, *options):
    """The exit code, and what the engine was told."""
    (folder / "docker").write_text(ENGINE.format(folder=folder, code=code), encoding="utf-8")
    (folder / "docker").chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", SCRIPT, *options], env=environment, cwd="/", check=False, timeout=20)
    return done.returncode, (folder / "told").read_text(encoding="utf-8").splitlines()


def test_each_number_that_is_said_is_brought_about(tmp_path):
    code, told = scaled(tmp_path, 0, "--max", "12")
    scale = "shrutik scale --queue chunking --min 0 --max 6 --max 12"
    asked = f"docker compose --profile production exec -T relay timeout 86400 {scale}"
    assert code == 0
    assert told == [asked, *(f"{COMMAND}{number} worker" for number in (2, 2, 5))]


def test_it_ends_when_the_engine_fails_and_is_started_again(tmp_path):
    code, _ = scaled(tmp_path, 1)
    assert code == 1
    assert "Restart=always" in UNIT.read_text(encoding="utf-8")


def test_the_command_is_worded_alike_wherever_it_stands():
    assert "production" in read_compose(COMPOSE / "site.yml")["services"]["worker"]["profiles"]
    assert COMMAND in " ".join(COMMANDS["scale"].examples[1].replace("\\\n", "").split())


def test_systemd_reads_the_unit_without_a_word_and_starts_the_script(tmp_path):
    text = UNIT.read_text(encoding="utf-8")
    assert (ROOT / text.split("ExecStart=/bin/bash ")[1].split()[0]) == SCRIPT
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is missing; the package systemd brings it")
    made = tmp_path / UNIT.name
    made.write_text(text, encoding="utf-8")
    call = [program, "verify", "--man=no", "--recursive-errors=no", made]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if UNIT.name in line]) == (0, [])
