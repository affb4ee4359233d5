"""Spans within one another: who is within which, who is told, and what it costs if nobody is."""

import threading
from contextvars import copy_context

import pytest

from shrutik_core.shared.correlation import under
from shrutik_core.shared.errors import Missing
from shrutik_core.traces.ids import SpanPlace, request_of
from shrutik_core.traces.span import BLOB, JOB, MAIL, REQUEST
from shrutik_core.use_cases.steps.tracing import UNTRACED, Tracer
from shrutik_memory.traces import MemoryTraceCollector

ID = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"


@pytest.fixture
def collector():
    return MemoryTraceCollector()


def named(collector):
    return {one.name: one for one in collector.spans}


def test_what_is_done_for_a_request_is_within_it_and_so_is_the_job_that_it_makes_due(collector):
    tracer = Tracer(collector)
    with under(ID):
        with tracer.request(REQUEST, request_id=ID) as span, tracer.span(BLOB, operation="put"):
            span.note(method="GET", route="/api/v1/me", status=200)
        with tracer.job(JOB, job_kind="send_letter"), tracer.span(MAIL):
            pass
    told = named(collector)
    request, job = told["request GET /api/v1/me"], told["job send_letter"]
    assert {one.trace_id for one in collector.spans} == {ID}
    assert (request.span_id, request.parent_id) == (request_of(ID).span_id, "")
    assert told["blob put"].parent_id == request.span_id == job.parent_id
    assert told["mail"].parent_id == job.span_id
    assert request.facts == {"request_id": ID, "method": "GET", "route": "/api/v1/me", "status": 200}
    assert all(one.began <= one.ended for one in collector.spans)


def test_statements_of_a_verb_are_one_span(collector):
    tracer = Tracer(collector)
    with under(ID), tracer.request(REQUEST):
        for verb in ("select", "insert", "select"):
            tracer.statement(0.01, verb)
    told = named(collector)
    assert told["statements select"].facts == {"verb": "select", "count": 2}
    assert told["statements insert"].facts["count"] == 1
    select = told["statements select"]
    assert select.ended - select.began >= 10_000_000
    assert select.parent_id == request_of(ID).span_id


def test_what_another_thread_does_in_the_context_of_a_request_is_within_it(collector):
    tracer = Tracer(collector)

    def work():
        with tracer.span(BLOB, operation="open"):
            pass

    with under(ID), tracer.request(REQUEST):
        for run in (lambda: None, work):
            thread = threading.Thread(target=copy_context().run, args=(run,))
            thread.start()
            thread.join()
        alone = threading.Thread(target=work)
        alone.start()
        alone.join()
    assert [one.name for one in collector.spans] == ["blob open", "request"]


def test_what_nobody_asked_for_is_told_alone(collector):
    tracer = Tracer(collector)
    with tracer.job(JOB):
        pass
    with tracer.span(MAIL):
        tracer.statement(0.1, "select")
    (job,) = collector.spans
    assert job.parent_id == ""


@pytest.mark.parametrize(
    ("came", "parent"),
    [(SpanPlace(ID, "a" * 16, True), "a" * 16), (SpanPlace("1" * 32, "a" * 16, True), ""), (None, "")],
)
def test_a_request_is_within_the_span_of_its_proxy_if_that_is_of_the_same_trace(collector, came, parent):
    with under(ID), Tracer(collector).request(REQUEST, came):
        pass
    assert [one.parent_id for one in collector.spans] == [parent]


@pytest.mark.parametrize(("sampled", "share", "told"), [(True, 0, 1), (False, 1, 0), (None, 0, 0), (None, 1, 1)])
def test_the_proxy_says_whether_a_request_is_told_and_else_the_share(collector, sampled, share, told):
    tracer = Tracer(collector, share)
    with under(ID), tracer.request(REQUEST, SpanPlace(ID, "a" * 16, sampled)), tracer.span(MAIL):
        pass
    assert len(collector.spans) == 2 * told


def test_of_a_share_either_all_or_nothing_is_told(collector):
    tracer = Tracer(collector, 0.5)
    for number in range(64):
        with under(f"request-{number}"):
            with tracer.request(REQUEST):
                pass
            with tracer.job(JOB), tracer.span(MAIL):
                pass
    traces = [one.trace_id for one in collector.spans]
    assert 0 < len(set(traces)) < 64
    assert {traces.count(one) for one in traces} == {3}


@pytest.mark.parametrize(
    ("error", "facts"),
    [
        (ValueError("rahima@example.org"), {"error": "ValueError"}),
        (Missing("job_missing", "Rahima"), {"error": "Missing", "code": "job_missing"}),
    ],
)
def test_an_error_is_told_by_its_class_and_code(collector, error, facts):
    with pytest.raises(type(error)), under(ID), Tracer(collector).request(REQUEST):
        raise error
    (span,) = collector.spans
    assert (span.facts, span.failed) == (facts, True)


@pytest.mark.parametrize(("status", "failed"), [(499, False), (500, True)])
def test_a_request_failed_if_its_answer_says_so(collector, status, failed):
    with under(ID), Tracer(collector).request(REQUEST) as span:
        span.note(status=status)
    assert collector.spans[0].failed is failed


def test_untraced_nothing_is_told_and_nothing_is_kept():
    with UNTRACED.request(REQUEST) as request, UNTRACED.job(JOB) as job, UNTRACED.span(MAIL) as inner:
        request.note(status=200)
        UNTRACED.statement(0.1, "select")
    assert request is job is inner
    assert not UNTRACED.is_on
    UNTRACED.close()
