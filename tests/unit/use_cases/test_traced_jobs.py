"""Jobs as spans, within the request that made them due; a fault in one is told, a failure that was foreseen is not."""

import pytest

from jobs_scene import Working, due
from shrutik_core.shared.correlation import under
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.traces.ids import request_of
from shrutik_core.traces.span import STEP
from shrutik_core.use_cases.jobs.run_job import RunJob
from shrutik_core.use_cases.steps.tracing import Tracer
from shrutik_memory.traces import MemoryFaultReceiver, MemoryTraceCollector
from use_cases_scene import PlatformScene

ID = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"


@pytest.fixture
def scene():
    return PlatformScene()


@pytest.fixture
def collector():
    return MemoryTraceCollector()


@pytest.fixture
def faults():
    return MemoryFaultReceiver()


@pytest.fixture
def run(scene, collector, faults):
    tracer = Tracer(collector)

    def done(act):
        with under(ID):
            job = due(scene)

        def work(subject):
            with tracer.span(STEP, operation="cut"):
                act(subject)

        works = {JobKind.DECIDE_CHUNK: Working(work)}
        made = RunJob(scene.platform.units_of_work(), scene.installation.clock, works, tracer=tracer, faults=faults)
        return made(job.id)

    return done


def test_a_job_is_within_its_request(run, collector, faults):
    run(lambda _: None)
    step, job = collector.spans
    assert (job.trace_id, job.parent_id) == (ID, request_of(ID).span_id)
    assert job.facts == {
        "request_id": ID,
        "job_kind": "decide_chunk",
        "queue": "consensus",
        "attempt": 1,
        "outcome": "done",
    }
    assert step.parent_id == job.span_id
    assert not faults.faults


def test_a_fault_in_a_job_is_told(run, collector, faults):
    def act(_):
        raise KeyError("rahima@example.org")

    with pytest.raises(KeyError):
        run(act)
    (fault,) = faults.faults
    assert (fault.error, fault.facts["job_kind"], fault.facts["request_id"]) == ("KeyError", "decide_chunk", ID)
    assert collector.spans[-1].failed
    assert "rahima" not in repr((fault, collector.spans))


def test_what_was_foreseen_is_no_fault(run, collector, faults):
    def act(_):
        raise Unavailable("mail_unavailable", "Later.")

    run(act)
    assert not faults.faults
    assert collector.spans[-1].facts["outcome"] == "waiting"
