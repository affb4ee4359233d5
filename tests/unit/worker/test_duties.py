"""Duties of a process: queues by name, and what a message of a newer version is to it."""

import pytest
from dramatiq import Message, Worker
from dramatiq.brokers.stub import StubBroker

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.job_kinds import QUEUE, JobKind, JobQueue
from shrutik_core.testing.builders import a_job
from shrutik_dramatiq.broker import in_process_broker
from shrutik_dramatiq.message_version import OPTION, VERSION
from shrutik_dramatiq.sender import DramatiqSender
from shrutik_memory.metrics import MemoryMetrics
from shrutik_worker.actors import declare_actors
from shrutik_worker.duties import duties_of


@pytest.mark.parametrize(
    ("names", "queues"),
    [
        ("", set(JobQueue)),
        (" , ", set(JobQueue)),
        ("mail", {JobQueue.MAIL}),
        ("chunking, mail,", {JobQueue.CHUNKING, JobQueue.MAIL}),
    ],
)
def test_queues_are_named_and_all_if_none_is(names, queues):
    assert duties_of(names.split(",")).queues == queues


def test_an_unknown_queue_is_refused_with_those_that_there_are():
    with pytest.raises(Invalid, match="'Mail'; there are chunking, consensus, releases, mail"):
        duties_of(["Mail"])


def test_every_kind_has_a_queue_and_every_queue_a_kind():
    assert set(QUEUE) == set(JobKind)
    assert set(QUEUE.values()) == set(JobQueue)


def test_only_the_actors_of_the_queues_are_declared():
    broker = in_process_broker()
    declared = declare_actors(broker, lambda job: None, MemoryMetrics(), {JobQueue.MAIL})
    assert [actor.actor_name for actor in declared] == ["send_letter", "ask_consent_anew", "tell_speakers"]
    assert broker.get_declared_queues() - broker.get_declared_delay_queues() == {"mail"}


def test_a_message_of_a_newer_version_is_left_alone():
    broker, done = in_process_broker(), []
    declare_actors(broker, done.append, MemoryMetrics())
    sender = DramatiqSender(broker)
    job, other = a_job(1, kind=JobKind.SEND_LETTER), a_job(2, kind=JobKind.SEND_LETTER)
    _newer(broker, job)
    sender.send(other)
    worker = Worker(broker, worker_timeout=10)
    worker.start()
    try:
        broker.join("mail", timeout=5_000)
        worker.join()
    finally:
        worker.stop()
    assert done == [other.id]


def test_a_message_of_a_kind_that_only_a_newer_worker_knows_stops_nobody():
    done, broker = [], in_process_broker()
    declare_actors(broker, done.append, MemoryMetrics())
    unknown = Message("mail", "send_by_pigeon", (str(a_job(1).id),), {}, {OPTION: VERSION})
    broker.enqueue(unknown)
    DramatiqSender(broker).send(a_job(2, kind=JobKind.SEND_LETTER))
    worker = Worker(broker, worker_timeout=10)
    worker.start()
    try:
        broker.join("mail", timeout=5_000, fail_fast=False)
        worker.join()
    finally:
        worker.stop()
    assert done == [a_job(2).id]


def _newer(broker: StubBroker, job) -> None:
    actor = broker.get_actor(job.kind.value)
    broker.enqueue(actor.message_with_options(args=(str(job.id),), **{OPTION: VERSION + 1}))
