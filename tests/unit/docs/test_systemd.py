"""The units that are shipped: systemd reads them without a word, and finds little that they could do."""

import fnmatch
import shutil
import subprocess
from pathlib import Path

import pytest
import regex

from page_blocks import blocks, pages
from shrutik_bootstrap.settings import Settings
from shrutik_cli.table import COMMANDS

DEPLOY = Path(__file__).parents[3] / "deploy"
FOLDERS = ("systemd", "blue-green")
SERVICES = [
    unit for folder in FOLDERS for unit in sorted((DEPLOY / folder).glob("*.service"), key=lambda unit: unit.name)
]
OF_THE_HOST = DEPLOY / "compose" / "shrutik-scale.service"
"""Of the machine of a site in containers: it may call their engine, so that nothing confines it."""
LARGEST_EXPOSURE = 2.0
"""Of 10, as `systemd-analyze security` counts what a service could do."""
PROGRAM = regex.compile(r"/opt/shrutik/(?:ports/%i/)?bin/(?:shrutik|gunicorn)\b")
SET = regex.compile(r'^(SHRUTIK_[A-Z_]+)="', regex.MULTILINE)


NAMED = regex.compile(r"\b(?:systemctl [a-z-]+|journalctl -u) ([^`\n|;]+)")
ENABLED = regex.compile(r"systemctl enable (?:--now )?([^`\n]+)")


def name_of(unit):
    return f"{unit.parent.name}/{unit.name}"


@pytest.fixture
def units(tmp_path):
    """The units as instances, each folder's in one of its own, with a program that is there."""
    program = tmp_path / "shrutik"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in [*SERVICES, DEPLOY / "systemd" / "shrutik.target"]:
        made = instance_of(unit, tmp_path)
        made.parent.mkdir(exist_ok=True)
        text = PROGRAM.sub(str(program), unit.read_text(encoding="utf-8"))
        made.write_text(text.replace("User=shrutik\nGroup=shrutik", "User=root\nGroup=root"), encoding="utf-8")
    return tmp_path


def instance_of(unit, folder):
    return folder / unit.parent.name / unit.name.replace("@.", "@8001.")


def analyzed(*arguments):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is missing; the package systemd brings it")
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("folder", FOLDERS)
def test_systemd_reads_them_without_a_word(units, folder):
    made = [path for path in (units / folder).iterdir() if path.suffix in {".service", ".target"}]
    assert made
    done = analyzed("verify", "--man=no", "--recursive-errors=no", *made)
    assert (done.returncode, [line for line in done.stderr.splitlines() if str(units) in line]) == (0, [])


@pytest.mark.parametrize("unit", SERVICES, ids=name_of)
def test_little_is_left_that_they_could_do(units, unit):
    made = instance_of(unit, units)
    made.write_text(made.read_text(encoding="utf-8").replace("User=root\nGroup=root", "User=1\nGroup=1"))
    done = analyzed("security", "--offline=yes", f"--threshold={int(LARGEST_EXPOSURE * 10)}", "--no-pager", made)
    assert done.returncode == 0, done.stdout[-400:]


@pytest.mark.parametrize("unit", SERVICES, ids=name_of)
def test_they_wait_for_their_programs_to_end_and_start_them_again(unit):
    text = unit.read_text(encoding="utf-8")
    assert int(regex.search(r"^TimeoutStopSec=(\d+)$", text, regex.M)[1]) >= 45
    assert {"Restart=always", "KillMode=mixed", "StartLimitIntervalSec=0"} <= set(text.splitlines())
    named = regex.findall(r"SHRUTIK_[A-Z_]+[A-Z]", text)
    assert {name.removeprefix("SHRUTIK_").lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("unit", SERVICES, ids=name_of)
def test_none_sets_what_the_settings_of_the_page_would_take_away(unit):
    """By systemd.exec(5), what an EnvironmentFile says overrides Environment=, whichever comes first."""
    of_page = {name for block in blocks("docs/how-to/deploy.md") for name in SET.findall(block.code)}
    assert {"SHRUTIK_DATA", "SHRUTIK_HOST", "SHRUTIK_PORT"} <= of_page
    text = unit.read_text(encoding="utf-8")
    assert "EnvironmentFile=/etc/shrutik/shrutik.env" in text
    own = regex.findall(r"SHRUTIK_[A-Z_]+(?==)", " ".join(regex.findall(r"^Environment=.*$", text, regex.M)))
    assert not of_page & set(own)


@pytest.mark.parametrize("unit", [unit for unit in SERVICES if unit.parent.name == "systemd"], ids=name_of)
def test_they_start_commands_that_there_are(unit):
    text = unit.read_text(encoding="utf-8")
    started = regex.search(r"^ExecStart=/opt/shrutik/bin/shrutik (\S+)", text, regex.M)[1]
    # Where the instance is the command, those that the unit names in its first lines.
    commands = regex.findall(r"shrutik@(\w+)", text) if started == "%i" else [started]
    assert commands
    assert set(commands) <= set(COMMANDS)
    if "StateDirectory=" in text:
        folder = regex.search(r"^WorkingDirectory=(\S+)$", text, regex.M)[1]
        assert f" --data {folder}" in regex.search(r"^ExecStart=.*$", text, regex.M)[0]


def enabled_on(page):
    """Our units that a page enables, with their endings."""
    text = (DEPLOY.parent / page).read_text(encoding="utf-8")
    names = [name for line in ENABLED.findall(text) for name in line.split()]
    return [name if "." in name else f"{name}.service" for name in names if name.startswith("shrutik")]


def started_with_the_machine(wants):
    """Units that the multi-user target brings up, by the links that systemctl made."""
    found, left = set(), ["multi-user.target"]
    while left:
        folder = wants / f"{left.pop()}.wants"
        new = {link.name for link in folder.iterdir()} - found if folder.exists() else set()
        found |= new
        left += new
    return found


@pytest.mark.parametrize("page", [page for page in pages() if enabled_on(page)])
def test_what_a_page_enables_starts_with_the_machine(page, tmp_path):
    program = shutil.which("systemctl")
    if program is None:
        pytest.skip("systemctl is missing; the package systemd brings it")
    wants = tmp_path / "etc" / "systemd" / "system"
    shutil.copytree(DEPLOY / "systemd", wants)
    shutil.copy(OF_THE_HOST, wants)
    subprocess.run([program, f"--root={tmp_path}", "enable", *enabled_on(page)], capture_output=True, check=True)
    assert set(enabled_on(page)) <= started_with_the_machine(wants)


def named_on(page):
    """Our units, or patterns of such, that commands of systemd on a page name."""
    text = (DEPLOY.parent / page).read_text(encoding="utf-8")
    return {
        word.strip("'")
        for line in NAMED.findall(text)
        for word in line.split()
        if word.startswith(("shrutik", "'shru"))
    }


@pytest.mark.parametrize("page", [page for page in pages() if named_on(page)])
def test_units_that_a_page_names_are_shipped(page):
    """An instance of any name is one of its template; a pattern stands for at least one."""
    shipped = {unit.name for unit in [*SERVICES, OF_THE_HOST, DEPLOY / "systemd" / "shrutik.target"]}
    for name in named_on(page):
        kind, at, _ = (name if "." in name or "*" in name else f"{name}.service").partition("@")
        wanted = f"{kind}@.service" if at else kind
        assert fnmatch.filter(shipped, wanted), name
