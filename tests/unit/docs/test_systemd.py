"""The units that `deploy/systemd` ships: systemd reads them without a word, and finds little that they could do."""

import shutil
import subprocess
from pathlib import Path

import pytest
import regex

from shrutik_bootstrap.settings import Settings
from shrutik_cli.table import COMMANDS

UNITS = Path(__file__).parents[3] / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"), key=lambda path: path.name)
LARGEST_EXPOSURE = 2.0
"""Of 10, as `systemd-analyze security` counts what a service could do."""
HERE = regex.compile(r"/opt/shrutik/bin/shrutik")


@pytest.fixture
def units(tmp_path):
    """The units as instances, with a program that is there."""
    program = tmp_path / "shrutik"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS.iterdir():
        made = tmp_path / unit.name.replace("@.", "@8001.")
        text = HERE.sub(str(program), unit.read_text(encoding="utf-8"))
        made.write_text(text.replace("User=shrutik\nGroup=shrutik", "User=root\nGroup=root"), encoding="utf-8")
    return tmp_path


def analyzed(*arguments):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is missing; the package systemd brings it")
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_systemd_reads_them_without_a_word(units):
    made = [path for path in units.iterdir() if path.suffix in {".service", ".target"}]
    assert len(made) == len(SERVICES) + 1
    done = analyzed("verify", "--man=no", "--recursive-errors=no", *made)
    assert (done.returncode, [line for line in done.stderr.splitlines() if str(units) in line]) == (0, [])


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_little_is_left_that_they_could_do(units, unit):
    made = units / unit.name.replace("@.", "@8001.")
    made.write_text(made.read_text(encoding="utf-8").replace("User=root\nGroup=root", "User=1\nGroup=1"))
    done = analyzed("security", "--offline=yes", f"--threshold={int(LARGEST_EXPOSURE * 10)}", "--no-pager", made)
    assert done.returncode == 0, done.stdout[-400:]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_they_start_commands_that_there_are_and_wait_for_them_to_end(unit):
    text = unit.read_text(encoding="utf-8")
    started = regex.search(r"^ExecStart=/opt/shrutik/bin/shrutik (\S+)", text, regex.M)[1]
    # Where the instance is the command, those that the unit names in its first lines.
    commands = regex.findall(r"shrutik@(\w+)", text) if started == "%i" else [started]
    assert commands
    assert set(commands) <= set(COMMANDS)
    assert int(regex.search(r"^TimeoutStopSec=(\d+)$", text, regex.M)[1]) >= 45
    named = regex.findall(r"SHRUTIK_[A-Z_]+[A-Z]", text)
    assert {name.removeprefix("SHRUTIK_").lower() for name in named} <= set(Settings.model_fields)
