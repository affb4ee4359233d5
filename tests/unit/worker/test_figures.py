"""What a worker counts of its jobs, and tells on a port of its own."""

import contextlib
from http.client import HTTPConnection

import pytest

from servers.process import free_ports
from shrutik_bootstrap.settings import Settings
from shrutik_core import __version__
from shrutik_core.metrics.catalogue import HTTP_PROBLEMS
from shrutik_core.shared.errors import Unavailable
from shrutik_core.shared.job_kinds import JobKind, JobQueue
from shrutik_core.shared.jobs import JobStatus
from shrutik_core.testing.builders import a_job
from shrutik_core.testing.contracts.metrics import figures, lines
from shrutik_dramatiq.broker import in_process_broker
from shrutik_memory.metrics import MemoryMetrics
from shrutik_worker.actors import declare_actors
from shrutik_worker.telling import telling

TOKEN = "a token of the operator"


def ended(run):
    """What is counted of a letter's job that ends like this."""
    metrics = MemoryMetrics()
    actor, *_ = declare_actors(in_process_broker(), run, metrics, {JobQueue.MAIL})
    with contextlib.suppress(ZeroDivisionError):
        actor.fn(str(a_job(1).id))
    found = {name: (dict(labels), value) for (name, labels), value in lines(metrics).items()}
    labels, count = found["shrutik_jobs_total"]
    assert (labels["kind"], count) == (JobKind.SEND_LETTER.value, 1)
    return labels["outcome"], "shrutik_job_seconds_count" in found


@pytest.mark.parametrize("status", [JobStatus.DONE, JobStatus.WAITING, JobStatus.DEAD])
def test_a_job_is_counted_by_how_it_ended_and_timed(status):
    assert ended(lambda _: status) == (status.value, True)


def test_one_that_another_does_is_counted_and_not_timed():
    assert ended(lambda _: None) == ("left", False)


def test_a_fault_of_the_program_is_counted_and_timed():
    assert ended(lambda _: 1 // 0) == ("fault", True)


def asked(port, path="/metrics", **headers):
    """Status, content type and body of what is answered there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()


@pytest.fixture
def counted():
    metrics = MemoryMetrics()
    metrics.count(HTTP_PROBLEMS, "busy")
    return metrics


def test_figures_are_told_on_the_port_and_nothing_else_is(counted):
    (port,) = free_ports(1)
    with telling(counted, Settings(metrics_port=port, release_id="0.2.0-rc1")):
        _, content_type, body = asked(port, "/metrics?a=1")
        build = frozenset({("version", __version__), ("release", "0.2.0-rc1")})
        counted = ("shrutik_http_problems_total", frozenset({("code", "busy")}))
        assert figures(body) == {counted: 1, ("shrutik_build_info", build): 1}
        assert content_type.startswith("text/plain; version=0.0.4")
        assert asked(port, "/")[0] == 404
    with pytest.raises(ConnectionRefusedError):
        asked(port)


def test_with_a_token_only_its_holders_are_told(counted):
    (port,) = free_ports(1)
    with telling(counted, Settings(metrics_port=port, metrics_token=TOKEN)):
        shown = [{}, {"Authorization": "Bearer x"}, {"Authorization": f"Bearer {TOKEN}"}]
        assert [asked(port, **headers)[0] for headers in shown] == [403, 403, 200]


def test_a_port_that_is_taken_is_said(counted):
    (port,) = free_ports(1)
    settings = Settings(metrics_port=port)
    taken = pytest.raises(Unavailable, match="SHRUTIK_METRICS_PORT")
    with telling(counted, settings), taken, telling(counted, settings):
        pass
