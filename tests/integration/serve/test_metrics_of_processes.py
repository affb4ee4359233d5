"""Metrics of `serve`: whichever process is asked, it tells what all of them did, the one that does jobs among them."""

import httpx
import pytest

from served_voices import babble_wav, chunked, furnish, upload
from serving_program import Program, shrutik
from shrutik_core.testing.contracts.metrics import figures

CALLS = 24
RECEIVED = ("shrutik_http_received_bytes_total", frozenset({("route", "/api/v1/recordings")}))


@pytest.fixture
def program(tmp_path):
    data = tmp_path / "data"
    admin = ("user", "create", "admin@example.org", "--role", "admin", "--password-stdin", "--data", data)
    assert shrutik(*admin, text="a long password").returncode == 0
    program = Program(data, ("--processes", "2")).start()
    yield program
    program.stop()


def told(program):
    answer = httpx.get(f"{program.address()}/metrics", timeout=30)
    assert answer.status_code == 200, answer.text
    return figures(answer.content)


def test_what_several_processes_did_is_told_by_each(program):
    for _ in range(CALLS):
        # A connection of its own for each call, so that several processes answer.
        httpx.get(f"{program.address()}/api/v1/languages", timeout=30).raise_for_status()
    labels = frozenset({("method", "GET"), ("route", "/api/v1/languages"), ("status", "200")})
    assert [told(program)["shrutik_http_requests_total", labels] for _ in range(4)] == [CALLS] * 4


def test_what_the_jobs_process_did_is_told_by_the_api(program):
    furnish(program)
    with program.log_in("speaker") as speaker:
        chunked(speaker, upload(speaker, babble_wav(8)))
    found = told(program)
    assert found["shrutik_jobs_total", frozenset({("kind", "process_recording"), ("outcome", "done")})] == 1
    assert found["shrutik_job_seconds_count", frozenset({("kind", "process_recording")})] == 1
    assert found["shrutik_workers", frozenset({("queue", "chunking")})] == 1
    assert found["shrutik_database_statement_seconds_count", frozenset({("verb", "select")})] > 10
    assert found[RECEIVED] > 8 * 16_000
    done = frozenset({("operation", "post_recordings"), ("outcome", "done")})
    assert found["shrutik_operations_total", done] == 1


def test_what_comes_without_a_length_is_counted_as_it_comes(program):
    furnish(program)
    with program.log_in("speaker") as speaker:
        upload(speaker, babble_wav(8))
        before = told(program)[RECEIVED]
        sound = {"audio": ("b.wav", babble_wav(9), "audio/wav")}
        form = speaker.build_request("POST", "/recordings", data={"collection": "bn-read"}, files=sound)
        body = form.read()
        typed = {"Content-Type": form.headers["Content-Type"], "Idempotency-Key": "key-2"}
        answer = speaker.post("/recordings", content=iter([body[:70_000], body[70_000:]]), headers=typed)
        assert answer.status_code == 202, answer.text
    assert told(program)[RECEIVED] == before + len(body)
