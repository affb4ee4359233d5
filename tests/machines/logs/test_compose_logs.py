"""A line of nginx in a site of containers, by its scripts and real programs: found where all lines come together."""

import os
from pathlib import Path

import httpx
import pytest

from compose_files import COMPOSE
from servers.authority import Authority
from servers.process import HOST, Server, free_ports, listens, program, running
from servers.rsyslog import MODULES
from serving_program import wait_for
from shrutik_logs.tracing import traced

REQUEST = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"
DEPLOY = COMPOSE.parent


def script(folder: Path, name: str, changes: dict[str, str]) -> Path:
    """One of the scripts, with the places of a container in a folder of the test."""
    text = (COMPOSE / name).read_text(encoding="utf-8")
    for there, here in changes.items():
        assert there in text, there
        text = text.replace(there, here)
    made = folder / name
    made.write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def edge(tmp_path):
    """nginx with nobody behind it; where it listens, and the folder of its files."""
    plain, encrypted = free_ports(2)
    shipped, files = tmp_path / "shipped", tmp_path / "edge"
    for folder in (shipped, files, tmp_path / "tmp"):
        folder.mkdir()
    text = (DEPLOY / "nginx" / "shrutik.conf").read_text(encoding="utf-8")
    text = text.replace("listen 80;", f"listen {HOST}:{plain};").replace("listen 443 ", f"listen {HOST}:{encrypted} ")
    (shipped / "shrutik.conf").write_text(text, encoding="utf-8")
    certificate = Authority(tmp_path / "authority").issue("voices.example.org")
    changes = {
        "/tmp/": f"{tmp_path}/tmp/",
        "/opt/nginx": str(shipped),
        "/run/secrets/site.pem": str(certificate.chain),
        "/run/secrets/site.key": str(certificate.key),
        "api-1:8000": f"{HOST}:1",
        "api-2:8000": f"{HOST}:2",
        "/var/log/edge": str(files),
        "daemon off;": f"daemon off; {'user root;' if os.geteuid() == 0 else ''}",
        "/dev/stdout": f"{tmp_path}/stdout",
    }
    made = script(tmp_path, "nginx.sh", changes)
    program("nginx", "nginx")
    environment = {**os.environ, "SITE_NAME": "voices.example.org", "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    server = Server(["sh", str(made)], tmp_path / "nginx", lambda: listens(encrypted), environment=environment)
    with running(server):
        yield f"https://{HOST}:{encrypted}", files


@pytest.fixture
def together(tmp_path, edge):
    """rsyslog over the files of the edge; the folder in which all lines come together."""
    kept, spool, places = tmp_path / "kept", tmp_path / "spool", tmp_path / "logs-tmp"
    for folder in (kept, spool, places):
        folder.mkdir()
    changes = {
        "/tmp/": f"{places}/",
        "/opt/rsyslog": str(DEPLOY / "rsyslog"),
        "/srv/edge": str(edge[1]),
        "/var/log/shrutik": str(kept),
        "/var/spool/rsyslog": str(spool),
        "exec rsyslogd": f"exec {program('rsyslogd', 'rsyslog-elasticsearch')} {f'-M {MODULES}' if MODULES else ''}",
        "sleep 3600": "exit",
    }
    made = script(tmp_path, "logs.sh", changes)
    server = Server(["sh", str(made)], tmp_path / "rsyslog", (places / "rsyslog.conf").exists)
    with running(server):
        yield kept


def test_a_request_is_found_in_files_of_nginx_and_where_all_lines_come_together(edge, together):
    url, files = edge
    answer = httpx.get(f"{url}/api/v1/languages", headers={"X-Request-ID": REQUEST}, verify=False, timeout=10)
    assert answer.status_code == 503
    (file,) = wait_for(lambda: list(files.glob("shrutik-2*.log")))
    (line,) = wait_for(lambda: list(traced(REQUEST, [file])))
    assert (line.source, line.values["status"]) == ("proxy", 503)
    day = f"{line.at:%Y-%m-%d}"
    assert file.name == f"shrutik-{day}.log"
    assert file.stat().st_mode & 0o444 == 0o444
    (shipped,) = wait_for(lambda: list(traced(REQUEST, together.glob("*.log"))))
    assert shipped.values["host"]
    assert [one.name for one in together.iterdir()] == [f"shrutik-edge-{day}.log"]
