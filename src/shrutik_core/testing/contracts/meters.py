"""What all meters must keep."""

import abc

import pytest
import regex

from shrutik_core.meters.catalogue import HTTP_PROBLEMS, HTTP_REQUESTS, JOB_SECONDS, LEASES, QUEUE_OLDEST
from shrutik_core.meters.meter import MOST_COMBINATIONS, OTHER, Reading
from shrutik_core.ports.meters import Meters
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


def lines(meters: Meters, *readings: Reading) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """What these meters say, by name and labels."""
    return figures(meters.exposition(readings))


class MetersContract(Contract):
    """Subclass it, make meters that nobody turned, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def meters(self) -> Meters:
        """The meters under test."""

    def test_counts_add_up_by_their_labels(self, meters: Meters) -> None:
        for code, by in (("select", 1.0), ("insert", 2.0), ("select", 0.5), ("select", 0.0)):
            meters.count(HTTP_PROBLEMS, code, by=by)
        found = lines(meters)
        assert found["shrutik_http_problems_total", frozenset({("code", "select")})] == 1.5
        assert found["shrutik_http_problems_total", frozenset({("code", "insert")})] == 2.0

    def test_values_are_counted_by_the_bounds_that_they_do_not_exceed(self, meters: Meters) -> None:
        for value in (0.0, 0.05, 0.06, 1e6):
            meters.note(JOB_SECONDS, value, "send_letter")
        found = lines(meters)
        buckets = {
            dict(labels)["le"]: value for (name, labels), value in found.items() if name == "shrutik_job_seconds_bucket"
        }
        assert [buckets[bound] for bound in ("0.05", "0.25", "7200.0", "+Inf")] == [2, 3, 3, 4]
        assert found["shrutik_job_seconds_count", frozenset({("kind", "send_letter")})] == 4
        assert found["shrutik_job_seconds_sum", frozenset({("kind", "send_letter")})] == pytest.approx(1e6 + 0.11)

    def test_readings_are_told_and_not_kept(self, meters: Meters) -> None:
        told = lines(meters, Reading(LEASES, (), 3.0), Reading(QUEUE_OLDEST, ("mail",), 1.5))
        assert told["shrutik_leased_tasks", frozenset()] == 3.0
        assert told["shrutik_queue_oldest_seconds", frozenset({("queue", "mail")})] == 1.5
        assert not any(name.startswith("shrutik_leased") for name, _ in lines(meters))

    def test_each_meter_says_what_it_is(self, meters: Meters) -> None:
        meters.count(HTTP_PROBLEMS, "busy")
        text = meters.exposition([Reading(LEASES, (), 3.0)]).decode()
        assert f"# HELP shrutik_http_problems_total {HTTP_PROBLEMS.help}" in text
        assert "# TYPE shrutik_http_problems_total counter" in text
        assert "# TYPE shrutik_leased_tasks gauge" in text

    def test_any_text_is_a_label(self, meters: Meters) -> None:
        for text in ("", "a b", "ক", 'a"b', "a\\b", "a\nb"):
            meters.count(HTTP_PROBLEMS, text)
        assert sum(lines(meters).values()) == 6

    def test_what_callers_invent_does_not_fill_the_memory(self, meters: Meters) -> None:
        for number in range(MOST_COMBINATIONS + 50):
            meters.count(HTTP_REQUESTS, "GET", f"/{number}", "200")
        meters.count(HTTP_REQUESTS, "GET", "/7", "200")
        found = lines(meters)
        assert len(found) == MOST_COMBINATIONS + 1
        other = frozenset({("method", OTHER), ("route", OTHER), ("status", OTHER)})
        seven = frozenset({("method", "GET"), ("route", "/7"), ("status", "200")})
        assert found["shrutik_http_requests_total", other] == 50
        assert found["shrutik_http_requests_total", seven] == 2

    def test_a_wrong_number_of_labels_is_refused(self, meters: Meters) -> None:
        with pytest.raises(Invalid, match="takes 1 labels"):
            meters.count(HTTP_PROBLEMS)

    @staticmethod
    def count_often(meters: Meters) -> None:
        """Five hundred times."""
        for _ in range(500):
            meters.count(HTTP_PROBLEMS, "select")

    def test_threads_lose_nothing(self, meters: Meters) -> None:
        at_once(*[lambda: self.count_often(meters)] * 8)
        assert lines(meters)["shrutik_http_problems_total", frozenset({("code", "select")})] == 4_000
