"""Meters over files of several processes."""

import os

import pytest

from shrutik_core.meters.catalogue import HTTP_PROBLEMS
from shrutik_core.testing.contracts import MetersContract
from shrutik_core.testing.contracts.meters import lines
from shrutik_prometheus.meters import PrometheusMeters
from shrutik_prometheus.slots import Slots

SELECTS = ("shrutik_http_problems_total", frozenset({("code", "select")}))


class TestPrometheusMeters(MetersContract):
    @pytest.fixture
    def meters(self, tmp_path, monkeypatch):
        monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
        return PrometheusMeters(tmp_path / "metrics")


def in_a_child(work):
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0


@pytest.fixture
def meters(tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    return PrometheusMeters(tmp_path / "metrics")


def test_what_forked_processes_count_adds_up_and_outlives_them(meters):
    meters.count(HTTP_PROBLEMS, "select")
    for _ in range(3):
        in_a_child(lambda: meters.count(HTTP_PROBLEMS, "select", by=2.0))
    assert lines(meters)[SELECTS] == 7.0


def test_a_process_goes_on_with_the_file_of_one_before_it(meters, tmp_path):
    meters.count(HTTP_PROBLEMS, "select")
    for _ in range(5):
        in_a_child(lambda: meters.count(HTTP_PROBLEMS, "select"))
    assert len(list((tmp_path / "metrics").glob("*.db"))) == 2


def test_processes_at_the_same_time_have_different_numbers(tmp_path):
    here = Slots(tmp_path)
    assert here.mine() == here.mine() == 0
    assert Slots(tmp_path).mine() == 1
    read, write = os.pipe()
    in_a_child(lambda: os.write(write, bytes([here.mine()])))
    assert os.read(read, 1) == b"\x02"


def test_meters_of_an_older_version_are_not_told(meters, tmp_path):
    meters.count(HTTP_PROBLEMS, "select")
    (file,) = (tmp_path / "metrics").glob("counter_*.db")
    file.write_bytes(file.read_bytes().replace(b"shrutik_http_problems", b"shrutik_http_sandwich"))
    assert lines(meters) == {}
