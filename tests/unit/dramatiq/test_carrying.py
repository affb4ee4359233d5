"""The correlation id through the broker: a message has it, and the worker's thread while it works on that message."""

import logging

import pytest
from dramatiq import Worker

from shrutik_core.shared.correlation import current
from shrutik_core.shared.job_kinds import JobQueue
from shrutik_core.testing.builders import a_job
from shrutik_dramatiq.broker import in_process_broker
from shrutik_dramatiq.carrying import CORRELATION
from shrutik_dramatiq.sender import DramatiqSender
from shrutik_memory.metrics import MemoryMetrics
from shrutik_worker.actors import declare_actors

DECISIONS = JobQueue.CONSENSUS
PATIENCE_MS = 10_000


@pytest.fixture
def seen():
    return []


@pytest.fixture
def broker(seen):
    broker = in_process_broker()
    declare_actors(broker, lambda job: seen.append((job, current())), MemoryMetrics(), {DECISIONS})
    worker = Worker(broker, worker_threads=1, worker_timeout=10)
    worker.start()
    yield broker
    worker.stop()


def test_what_is_done_for_a_message_is_done_under_its_id_and_the_next_under_its_own(broker, seen, caplog):
    sender = DramatiqSender(broker)
    with caplog.at_level(logging.INFO):
        for number, correlation in ((1, "first"), (2, ""), (3, "third")):
            sender.send(a_job(number, correlation=correlation))
            broker.join(DECISIONS.value, timeout=PATIENCE_MS)
    assert [correlation for _, correlation in seen] == ["first", "", "third"]
    told = [record.message for record in caplog.records if record.name.startswith("shrutik")]
    assert sorted(told) == sorted(["job_sent", "job_began", "job_ended"] * 3)
    assert {record.outcome for record in caplog.records if record.message == "job_ended"} == {"left"}


@pytest.mark.parametrize("options", [{}, {CORRELATION: "two words"}, {CORRELATION: ""}])
def test_a_message_of_another_program_is_taken_without_one(broker, seen, options):
    message = broker.get_actor("decide_chunk").message_with_options(args=(str(a_job(1).id),), **options)
    broker.enqueue(message)
    broker.join(DECISIONS.value, timeout=PATIENCE_MS)
    assert seen == [(a_job(1).id, "")]
