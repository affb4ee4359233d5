"""One trace from a request to its job to the letter, of a served installation, at a receiver of OTLP."""

import httpx
import pytest

from servers.otlp_receiver import otlp_receiver
from serving_program import Program, kill_all, wait_for
from smtp_server import Box, smtp_servers

ID = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"
EMAIL = "unmistakable@example.org"


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
        monkeypatch.setenv("SHRUTIK_PUBLIC_URL", "https://shrutik.example.org")
        monkeypatch.setenv("SHRUTIK_API_PROCESSES", "1")
        served = Program(tmp_path / "data").start()
        yield served
        assert served.stop() == 0
    kill_all()


def test_one_trace_leads_from_a_request_to_its_letter(program, collected):
    said = {"email": EMAIL, "password": "a long password", "name": "Unmistakable"}
    asked = f"{program.address()}/api/v1/auth/register"
    httpx.post(asked, json=said, headers={"X-Request-ID": ID}, timeout=30).raise_for_status()

    def trace():
        found = {one.name: one for one in list(collected) if one.trace_id.hex() == ID}
        return found if "mail" in found and "request POST /api/v1/auth/register" in found else None

    found = wait_for(trace, 40, 0.1)
    request, job = found["request POST /api/v1/auth/register"], found["job send_letter"]
    assert request.parent_span_id == b""
    assert job.parent_span_id == request.span_id
    assert found["mail"].parent_span_id == job.span_id
    assert any(name.startswith("statements") for name in found)
    everything = repr(list(collected)).lower()
    assert "unmistakable" not in everything
    assert "password" not in everything
