"""What all metrics must keep."""

import abc

import pytest
import regex

from shrutik_core.metrics.catalogue import HTTP_PROBLEMS, HTTP_REQUESTS, JOB_SECONDS, LEASES, QUEUE_OLDEST
from shrutik_core.metrics.metric import MOST_COMBINATIONS, OTHER, GaugeReading
from shrutik_core.ports.metrics import Metrics
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract, at_once

_LINE = regex.compile(r"(?P<name>\w+)(?:\{(?P<labels>.*)\})? (?P<value>\S+)")
_LABEL = regex.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def figures(exposition: bytes) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """What an exposition says, by name and labels; an assertion fails if it says something twice."""
    found = {}
    for line in exposition.decode().split("\n")[:-1]:
        if line.startswith("#"):
            continue
        one = _LINE.fullmatch(line)
        assert one is not None, line
        labels = frozenset((name, text) for name, text in _LABEL.findall(one["labels"] or ""))
        assert (one["name"], labels) not in found, "told twice"
        found[one["name"], labels] = float(one["value"])
    return found


def lines(metrics: Metrics, *readings: GaugeReading) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """What these metrics say, by name and labels."""
    return figures(metrics.exposition(readings))


class MetricsContract(Contract):
    """Subclass it, make metrics that nobody turned, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def metrics(self) -> Metrics:
        """The metrics under test."""

    def test_counts_add_up_by_their_labels(self, metrics: Metrics) -> None:
        for code, by in (("select", 1.0), ("insert", 2.0), ("select", 0.5), ("select", 0.0)):
            metrics.count(HTTP_PROBLEMS, code, by=by)
        found = lines(metrics)
        assert found["shrutik_http_problems_total", frozenset({("code", "select")})] == 1.5
        assert found["shrutik_http_problems_total", frozenset({("code", "insert")})] == 2.0

    def test_values_are_counted_by_the_bounds_that_they_do_not_exceed(self, metrics: Metrics) -> None:
        for value in (0.0, 0.05, 0.06, 1e6):
            metrics.note(JOB_SECONDS, value, "send_letter")
        found = lines(metrics)
        buckets = {
            dict(labels)["le"]: value for (name, labels), value in found.items() if name == "shrutik_job_seconds_bucket"
        }
        assert [buckets[bound] for bound in ("0.05", "0.25", "7200.0", "+Inf")] == [2, 3, 3, 4]
        assert found["shrutik_job_seconds_count", frozenset({("kind", "send_letter")})] == 4
        assert found["shrutik_job_seconds_sum", frozenset({("kind", "send_letter")})] == pytest.approx(1e6 + 0.11)

    def test_readings_are_told_and_not_kept(self, metrics: Metrics) -> None:
        told = lines(metrics, GaugeReading(LEASES, (), 3.0), GaugeReading(QUEUE_OLDEST, ("mail",), 1.5))
        assert told["shrutik_leased_tasks", frozenset()] == 3.0
        assert told["shrutik_queue_oldest_seconds", frozenset({("queue", "mail")})] == 1.5
        assert not any(name.startswith("shrutik_leased") for name, _ in lines(metrics))

    def test_each_metric_says_what_it_is(self, metrics: Metrics) -> None:
        metrics.count(HTTP_PROBLEMS, "busy")
        text = metrics.exposition([GaugeReading(LEASES, (), 3.0)]).decode()
        assert f"# HELP shrutik_http_problems_total {HTTP_PROBLEMS.help}" in text
        assert "# TYPE shrutik_http_problems_total counter" in text
        assert "# TYPE shrutik_leased_tasks gauge" in text

    def test_any_text_is_a_label(self, metrics: Metrics) -> None:
        for text in ("", "a b", "ক", 'a"b', "a\\b", "a\nb"):
            metrics.count(HTTP_PROBLEMS, text)
        assert sum(lines(metrics).values()) == 6

    def test_what_callers_invent_does_not_fill_the_memory(self, metrics: Metrics) -> None:
        for number in range(MOST_COMBINATIONS + 50):
            metrics.count(HTTP_REQUESTS, "GET", f"/{number}", "200")
        metrics.count(HTTP_REQUESTS, "GET", "/7", "200")
        found = lines(metrics)
        assert len(found) == MOST_COMBINATIONS + 1
        other = frozenset({("method", OTHER), ("route", OTHER), ("status", OTHER)})
        seven = frozenset({("method", "GET"), ("route", "/7"), ("status", "200")})
        assert found["shrutik_http_requests_total", other] == 50
        assert found["shrutik_http_requests_total", seven] == 2

    def test_what_is_counted_after_the_end_is_forgotten(self, metrics: Metrics) -> None:
        metrics.count(HTTP_PROBLEMS, "busy")
        for _ in range(2):
            metrics.close()
            metrics.count(HTTP_PROBLEMS, "busy")
            metrics.note(JOB_SECONDS, 1.0, "send_letter")
        assert lines(metrics) == {("shrutik_http_problems_total", frozenset({("code", "busy")})): 1}

    def test_a_wrong_number_of_labels_is_refused(self, metrics: Metrics) -> None:
        with pytest.raises(Invalid, match="takes 1 labels"):
            metrics.count(HTTP_PROBLEMS)

    @staticmethod
    def count_often(metrics: Metrics) -> None:
        """Five hundred times."""
        for _ in range(500):
            metrics.count(HTTP_PROBLEMS, "select")

    def test_threads_lose_nothing(self, metrics: Metrics) -> None:
        at_once(*[lambda: self.count_often(metrics)] * 8)
        assert lines(metrics)["shrutik_http_problems_total", frozenset({("code", "select")})] == 4_000
