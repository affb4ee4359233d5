"""Metrics over files of several processes."""

import os

import pytest

from shrutik_core.metrics.catalogue import HTTP_PROBLEMS
from shrutik_core.testing.contracts import MetricsContract
from shrutik_core.testing.contracts.metrics import lines
from shrutik_prometheus.metrics import PrometheusMetrics
from shrutik_prometheus.slots import ProcessSlots

SELECTS = ("shrutik_http_problems_total", frozenset({("code", "select")}))


def opened(folder, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    made = PrometheusMetrics(folder / "metrics")
    yield made
    made.close()


class TestPrometheusMetrics(MetricsContract):
    @pytest.fixture
    def metrics(self, tmp_path, monkeypatch):
        yield from opened(tmp_path, monkeypatch)


def in_a_child(work):
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0


@pytest.fixture
def metrics(tmp_path, monkeypatch):
    yield from opened(tmp_path, monkeypatch)


def test_what_forked_processes_count_adds_up_and_outlives_them(metrics):
    metrics.count(HTTP_PROBLEMS, "select")
    for _ in range(3):
        in_a_child(lambda: metrics.count(HTTP_PROBLEMS, "select", by=2.0))
    assert lines(metrics)[SELECTS] == 7.0


def test_a_process_goes_on_with_the_file_of_one_before_it(metrics, tmp_path):
    metrics.count(HTTP_PROBLEMS, "select")
    for _ in range(5):
        in_a_child(lambda: metrics.count(HTTP_PROBLEMS, "select"))
    assert len(list((tmp_path / "metrics").glob("*.db"))) == 2


def test_processes_at_the_same_time_have_different_numbers(tmp_path):
    here = ProcessSlots(tmp_path)
    assert here.mine() == here.mine() == 0
    assert ProcessSlots(tmp_path).mine() == 1
    read, write = os.pipe()
    in_a_child(lambda: os.write(write, bytes([here.mine()])))
    assert os.read(read, 1) == b"\x02"


def test_metrics_of_an_older_version_are_not_told(metrics, tmp_path):
    metrics.count(HTTP_PROBLEMS, "select")
    (file,) = (tmp_path / "metrics").glob("counter_*.db")
    file.write_bytes(file.read_bytes().replace(b"shrutik_http_problems", b"shrutik_http_sandwich"))
    assert lines(metrics) == {}
