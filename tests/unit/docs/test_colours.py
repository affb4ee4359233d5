"""`shrutik-colour`: each server of a colour listens on the port of its unit, whatever the settings say."""

import os
import subprocess
from pathlib import Path

import pytest

from page_blocks import blocks
from shrutik_cli.deploying.config import read_config

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "deploy" / "blue-green"
STAND_IN = '#!/bin/sh\necho "$(basename "$0") $*" >> "$SAID"\n'
AS_ANOTHER = '#!/bin/sh\necho "$PWD $SHRUTIK_DATABASE_URL $*" >> "$SAID"\n'


@pytest.fixture
def machine(tmp_path):
    """The script on a machine that is a folder: its files lie there, and what it calls is noted."""
    for folder in ("etc/shrutik", "opt/shrutik/0.2.0/bin", "srv/shrutik", "bin"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("bin/systemctl", "opt/shrutik/0.2.0/bin/gunicorn"):
        (tmp_path / name).write_text(STAND_IN, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "bin" / "runuser").write_text(AS_ANOTHER, encoding="utf-8")
    (tmp_path / "bin" / "runuser").chmod(0o755)
    text = (SHIPPED / "shrutik-colour").read_text(encoding="utf-8")
    for place in ("etc", "opt", "srv"):
        text = text.replace(f"/{place}/shrutik", f"{tmp_path}/{place}/shrutik")
    (tmp_path / "shrutik-colour").write_text(text, encoding="utf-8")
    return tmp_path


def called(machine, *words, code=0):
    """What the script called, line by line; in a folder, and with an environment, of the caller's."""
    said = machine / "said"
    said.write_text("", encoding="utf-8")
    environment = {"PATH": f"{machine}/bin:{os.environ['PATH']}", "SAID": str(said), "SHRUTIK_DATA": "other"}
    done = subprocess.run(["sh", machine / "shrutik-colour", *words], check=False, env=environment, cwd=machine)
    assert done.returncode == code
    return said.read_text(encoding="utf-8").splitlines()


def variables(*files):
    """As systemd reads environment files: the later before the earlier."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return {name: value.strip('"') for name, _, value in (line.partition("=") for line in lines)}


def settings_of_the_page():
    """The settings of one server, and those of two zones."""
    texts = [
        block.code.split("<< 'END'\n")[1].split("\nEND")[0]
        for block in blocks("docs/how-to/deploy.md")
        if "cat > /etc/shrutik/shrutik.env" in block.code
    ]
    assert len(texts) == 2
    return texts


@pytest.mark.parametrize("settings", settings_of_the_page(), ids=["one server", "two zones"])
@pytest.mark.parametrize("colour", ["blue", "green"])
def test_servers_listen_where_nginx_asks_them(machine, settings, colour):
    (machine / "etc/shrutik/shrutik.env").write_text(settings, encoding="utf-8")
    servers = read_config(SHIPPED / "deploy.toml").servers[colour]
    ports = [server.partition(":")[2] for server in servers]
    called(machine, "start", colour, "0.2.0")
    unit = (SHIPPED / "shrutik-api@.service").read_text(encoding="utf-8").splitlines()
    for server, port in zip(servers, ports, strict=True):
        named = [line.partition("=")[2].replace("%i", port) for line in unit if line.startswith("EnvironmentFile=")]
        read = variables(*(Path(f"{machine}{name}") for name in named))
        assert f"{read['SHRUTIK_HOST']}:{read['SHRUTIK_PORT']}" == server
        assert (read["SHRUTIK_RELEASE_ID"], read["SHRUTIK_DATA"]) == ("0.2.0", "/srv/shrutik")
        assert (machine / "opt/shrutik/ports" / port).resolve() == machine / "opt/shrutik/0.2.0"


@pytest.mark.parametrize(("colour", "units"), [("blue", "8001 8002"), ("green", "8003 8004")])
def test_what_answers_starts_again_after_a_reboot_and_what_was_stopped_does_not(machine, colour, units):
    assert called(machine, "start", colour, "0.2.0") == [
        f"systemctl enable --now shrutik-api@{port}" for port in units.split()
    ]
    assert called(machine, "stop", colour) == [f"systemctl disable --now shrutik-api@{port}" for port in units.split()]


def test_the_tables_that_are_prepared_are_those_of_the_settings(machine):
    settings = settings_of_the_page()[1]
    (machine / "etc/shrutik/shrutik.env").write_text(settings, encoding="utf-8")
    url = variables(machine / "etc/shrutik/shrutik.env")["SHRUTIK_DATABASE_URL"]
    command = f"-u shrutik -- {machine}/opt/shrutik/0.2.0/bin/shrutik db upgrade"
    assert called(machine, "prepare", "green", "0.2.0") == [f"{machine}/srv/shrutik {url} {command}"]


def test_no_tables_are_prepared_that_nobody_named(machine):
    assert called(machine, "prepare", "green", "0.2.0", code=2) == []
    (machine / "etc/shrutik/shrutik.env").write_text(settings_of_the_page()[0], encoding="utf-8")
    assert called(machine, "prepare", "green", "0.2.0", code=2) == []
