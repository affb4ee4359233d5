"""How a site in containers mails its alerts: by the mail server of its own letters, to whom it says."""

import os
import shutil
import subprocess

import pytest
import yaml

from compose_files import COMPOSE, ROOT, read_compose
from shrutik_smtp.server import Protection, read_smtp_url

SERVICE = read_compose(COMPOSE / "watch.yml")["services"]["alertmanager"]
FROM, TO = "voices@example.net", "o'hara@example.net"


def rendered(folder, url):
    """What Alertmanager is started with, and what was told beside it."""
    text = (COMPOSE / "alertmanager.sh").read_text(encoding="utf-8")
    for there, here in {"/tmp/": f"{folder}/", "/run/secrets/": f"{folder}/", "/opt/": f"{ROOT}/deploy/"}.items():
        text = text.replace(there, here)
    script, program = folder / "alertmanager.sh", folder / "alertmanager"
    script.write_text(text, encoding="utf-8")
    program.write_text('#!/bin/sh\necho "$*"\n', encoding="utf-8")
    program.chmod(0o755)
    (folder / "smtp_url").write_text(f"{url}\n", encoding="utf-8")
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "MAIL_FROM": FROM, "ALERTS_TO": TO}
    done = subprocess.run(["sh", script], env=environment, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 0, done.stderr
    tool = shutil.which("amtool")
    if tool:
        subprocess.run([tool, "check-config", folder / "alertmanager.yml"], check=True, capture_output=True)
    return yaml.safe_load((folder / "alertmanager.yml").read_text(encoding="utf-8")), done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "smtps://us%40example.net:p%3a%27ss%2fw@mail.example.net",
        "smtp+starttls://us:pass@mail.example.net",
        "smtp+starttls://mail.example.net:2587/",
        "smtp://mail:1025",
    ],
)
def test_alerts_go_by_the_mail_server_of_the_sites_own_letters(tmp_path, url):
    told, said = rendered(tmp_path, url)
    server, known = read_smtp_url(url), told["global"]
    assert known["smtp_smarthost"] == f"{server.host}:{server.port}"
    assert known["smtp_require_tls"] is (server.protection is not Protection.NONE)
    assert known.get("smtp_auth_username", "") == server.user
    if server.user:
        assert known["smtp_auth_password_file"] == str(tmp_path / "smtp_password")
        assert (tmp_path / "smtp_password").read_text(encoding="utf-8") == server.password
    assert (known["smtp_from"], said) == (FROM, "")
    assert {mail["to"] for one in told["receivers"] for mail in one["email_configs"]} == {TO}
    assert "example.org" not in (tmp_path / "alertmanager.yml").read_text("utf-8").split("global:")[1]


def test_without_a_mail_server_it_starts_and_says_that_nothing_is_mailed(tmp_path):
    told, said = rendered(tmp_path, "")
    assert [list(one) for one in told["receivers"]] == [["name"]] * 3
    assert "not mailed" in said


def test_it_is_told_of_the_server_and_of_the_readers_and_sees_no_other_secret():
    assert SERVICE["secrets"] == ["smtp_url"]
    assert SERVICE["entrypoint"] == ["sh", "/opt/compose/alertmanager.sh"]
    assert set(SERVICE["environment"]) == {"MAIL_FROM", "ALERTS_TO"}
