"""Who asks for tasks many times at once, on a real `serve` with two API processes, holds no more than anybody may."""

from functools import partial

import pytest

from erasure_scene import PERSON, agree, babble_wav, chunks_of, furnish, send
from serving_program import Program, at_once, kill_all, shrutik, wait_for
from shrutik_core.transcription.task import MOST_LEASES_HELD, MOST_TASKS_AT_ONCE

ASKING, SECONDS = 12, 320


@pytest.fixture
def program(tmp_path):
    options = ("--role", "admin", "--password-stdin", "--data", tmp_path / "data")
    assert shrutik("user", "create", "admin@example.org", *options, text="a long password\n").returncode == 0
    program = Program(tmp_path / "data", ("--processes", "2")).start()
    wait_for(program.ready)
    furnish(program)
    yield program
    kill_all()


@pytest.mark.slow
def test_twelve_at_once_hold_sixty_at_most(program):
    with program.log_in(PERSON) as speaker:
        agree(speaker)
        sent = [send(speaker, babble_wav(SECONDS, seed), f"key-{seed}") for seed in (1, 2)]
        open_clips = [chunk for one in sent for chunk in chunks_of(speaker, one) if chunk["status"] == "open"]
    assert len(open_clips) > MOST_LEASES_HELD
    with program.log_in("one") as person:
        ask = partial(person.post, "/tasks", json={"collection": "bn-read", "count": MOST_TASKS_AT_ONCE})
        answers = at_once(*[ask] * ASKING)
        assert {answer.status_code for answer in answers} <= {200, 503}, [answer.text for answer in answers]
        lent = [
            task["chunk"]["id"] for answer in answers if answer.status_code == 200 for task in answer.json()["items"]
        ]
    assert len(lent) == len(set(lent)) == MOST_LEASES_HELD
