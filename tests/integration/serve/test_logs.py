"""What a served installation tells: one id through API, job and letter, found by one command, and kept as was said."""

import json
import stat

import httpx
import pytest

from served_voices import babble_wav, chunked, furnish, upload
from serving_program import Program, shrutik, wait_for

REQUEST = "look-for-me.1"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    made = Program(tmp_path_factory.mktemp("logs") / "data", ("--processes", "2")).start()
    made.address()
    admin = ("user", "create", "admin@example.org", "--role", "admin", "--password-stdin", "--data", made.data)
    assert shrutik(*admin, text="a long password").returncode == 0
    yield made
    made.stop()


def lines(program):
    return [json.loads(line) for line in (program.data / "logs" / "shrutik.log").read_text("utf-8").splitlines()]


def trace(program, *options):
    return shrutik("logs", "trace", REQUEST, "--data", program.data, *options)


def test_a_request_is_found_with_all_that_came_of_it(program, tmp_path):
    furnish(program)
    with program.log_in("speaker") as speaker:
        speaker.headers["X-Request-ID"] = REQUEST
        recording = upload(speaker, babble_wav(12), "kept")
        speaker.headers["X-Request-ID"] = "another"
        chunked(speaker, recording)
        wait_for(lambda: any(one["event"] == "job_ended" for one in lines(program)))
    edge = tmp_path / "edge.log"
    edge.write_text(json.dumps({"time": "2026-11-29T00:00:00+00:00", "request_id": REQUEST, "status": 202}) + "\n")
    answer = trace(program, "--json", "--also", edge)
    assert answer.returncode == 0, answer.stderr
    steps = json.loads(answer.stdout)
    found = [(step["source"], step["event"]) for step in steps]
    assert found[0] == ("proxy", "answered")
    assert {
        *(("api", "request"), ("job", "created"), ("job", "sent"), ("job", "started"), ("job", "done")),
        *(("jobs", "job_sent"), ("jobs", "job_began"), ("jobs", "job_ended")),
    } <= set(found)
    assert [step["time"] for step in steps] == sorted(step["time"] for step in steps)
    assert {step["job_kind"] for step in steps if "job_kind" in step} == {"process_recording"}
    shown = trace(program).stdout.splitlines()
    assert len(shown) == len(steps) - 1
    assert any("job_ended" in line and "outcome=done" in line for line in shown)


def test_what_nobody_told_is_not_found(program):
    answer = shrutik("logs", "trace", "never-seen", "--data", program.data)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "trace_empty" in answer.stderr
    assert "correlation_invalid" in shrutik("logs", "trace", "two words", "--data", program.data).stderr


def test_every_line_is_json_says_who_and_is_its_owners_alone(program):
    httpx.get(f"{program.address()}/healthz")
    told = lines(program)
    assert {"api", "jobs"} <= {line["process"] for line in told}
    assert all(line["time"].endswith("+00:00") and line["pid"] > 1 for line in told)
    file = program.data / "logs" / "shrutik.log"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
