"""The end of a worker: jobs under way may end by themselves, and one that is interrupted is nobody's fault."""

import logging
import threading
import time

import pytest
from dramatiq import Worker

from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.testing.builders import a_job
from shrutik_core.testing.contracts.metrics import lines
from shrutik_dramatiq.broker import in_process_broker
from shrutik_dramatiq.sender import DramatiqSender
from shrutik_memory.metrics import MemoryMetrics
from shrutik_worker.actors import declare_actors
from shrutik_worker.ending import end


class Jobs:
    """Jobs that last for some hundredths of a second, each noted when it begins and when it ends."""

    def __init__(self, hundredths: int) -> None:
        self.began, self.ended, self._hundredths = threading.Event(), [], hundredths

    def __call__(self, job):
        self.began.set()
        for _ in range(self._hundredths):
            time.sleep(0.01)
        self.ended.append(job)
        return JobStatus.DONE


def ended(jobs, patience):
    """How the job ended that was under way at the end of its worker, by its count."""
    broker, metrics = in_process_broker(), MemoryMetrics()
    declare_actors(broker, jobs, metrics)
    worker = Worker(broker, worker_threads=1, worker_timeout=10)
    worker.start()
    for number in (1, 2):
        DramatiqSender(broker).send(a_job(number, kind=JobKind.SEND_LETTER))
    assert jobs.began.wait(5)
    end(worker, patience)
    (labels,) = [dict(labels) for (name, labels) in lines(metrics) if name == "shrutik_jobs_total"]
    return labels["outcome"]


def test_a_job_under_way_ends_by_itself_and_the_next_is_left(caplog):
    jobs = Jobs(30)
    assert ended(jobs, 10.0) == JobStatus.DONE
    assert len(jobs.ended) == 1
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("patience", [0.0, 0.05])
def test_one_that_takes_longer_is_interrupted_and_nothing_is_told_of_a_fault(patience, caplog):
    jobs = Jobs(3_000)
    assert ended(jobs, patience) == JobStatus.WAITING
    assert not jobs.ended
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
