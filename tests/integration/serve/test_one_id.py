"""One id from the edge to the letter: nginx, API, database, job, mail and trace, by one command."""

import json
import ssl

import httpx
import psycopg
import pytest

from servers.authority import Authority
from servers.nginx import nginx
from servers.otlp_receiver import otlp_receiver
from servers.process import running
from serving_program import Program, kill_all, shrutik, wait_for
from shrutik_bootstrap.api_installation import running_database
from shrutik_bootstrap.settings import read_settings
from smtp_server import Box, smtp_servers

ID = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"
EMAIL = "unmistakable@example.org"
SAID = {"email": EMAIL, "password": "a long password", "name": "Unmistakable"}


@pytest.fixture
def collected(monkeypatch):
    with otlp_receiver() as (address, spans):
        monkeypatch.setenv("SHRUTIK_OTLP_ENDPOINT", address)
        yield spans


@pytest.fixture
def program(tmp_path, monkeypatch, collected):
    box = Box()
    with smtp_servers() as start:
        monkeypatch.setenv("SHRUTIK_SMTP_URL", f"smtp://127.0.0.1:{start(box)}")
        monkeypatch.setenv("SHRUTIK_PUBLIC_URL", "https://voices.example.org")
        monkeypatch.setenv("SHRUTIK_TRUSTED_PROXIES", "127.0.0.1")
        served = Program(tmp_path / "data", ("--processes", "2")).start()
        served.address()
        log_statements(served.data)
        # Connections that were there before write nothing down.
        assert served.stop() == 0
        served = Program(tmp_path / "data", ("--processes", "2")).start()
        served.address()
        yield served
        assert served.stop() == 0
    kill_all()


@pytest.fixture
def edge(tmp_path, program):
    port = int(program.address().rsplit(":", 1)[1])
    proxy = nginx(tmp_path / "nginx", [port], Authority(tmp_path / "authority"))
    with running(proxy.server):
        yield proxy


def log_statements(data):
    """Let the database write each statement down, as an operator does who looks for slow ones."""
    url = running_database(read_settings(data=data), data).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{url.database}" SET log_min_duration_statement = 0')


def test_one_command_finds_a_request_in_every_part(program, edge, collected):
    trusted = ssl.create_default_context(cafile=str(edge.trusted))
    asked = f"{edge.url}/api/v1/auth/register"
    answer = httpx.post(asked, json=SAID, headers={"X-Request-ID": ID}, verify=trusted, timeout=30)
    assert (answer.status_code, answer.headers["x-request-id"]) == (201, ID)
    command = ("logs", "trace", ID, "--data", program.data, "--also", edge.folder / "access")

    def steps():
        found = shrutik(*command, "--json")
        told = json.loads(found.stdout) if found.returncode == 0 else []
        return told if {"letter_handed_over", "done"} <= {step["event"] for step in told} else None

    found = wait_for(steps, 60, 0.5)
    assert {"proxy", "api", "database", "job", "jobs"} <= {step["source"] for step in found}
    assert next(step for step in found if step["source"] == "proxy")["status"] == 201
    assert {step["trace_id"] for step in found} == {ID}
    wait_for(lambda: "mail" in {one.name for one in list(collected) if one.trace_id.hex() == ID}, 30, 0.1)
    shown = shrutik(*command).stdout
    assert shown.splitlines()[0] == f"Trace {ID}"
    assert "unmistakable" not in shown.lower()
