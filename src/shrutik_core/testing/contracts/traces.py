"""What all who take spans, and all who take faults, must keep."""

import abc
from collections.abc import Callable
from functools import partial

import pytest

from shrutik_core.ports.fault_receiver import FaultReceiver
from shrutik_core.ports.trace_collector import TraceCollector
from shrutik_core.testing.contracts.base import Contract, at_once
from shrutik_core.traces.facts import FACTS
from shrutik_core.traces.fault import fault_of
from shrutik_core.traces.span import JOB, KINDS, REQUEST, SpanKind, TraceSpan

TRACE = "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"
Plain = tuple[str, str, str, str, int, int, tuple[tuple[str, object], ...], bool]


def a_span(number: int = 1, kind: SpanKind = JOB, parent: str = "", *, failed: bool = False) -> TraceSpan:
    """One of 25 ms."""
    facts = kind.told({"job_kind": "send_letter", "method": "GET", "route": "/api/v1/me", "attempt": 1})
    return TraceSpan(kind, TRACE, f"{number:016x}", parent, 1_000_000_000, 1_025_000_000, facts, failed)


def plain(span: TraceSpan) -> Plain:
    """Name, trace, own id, parent, beginning, end, attributes in order, and whether it failed."""
    facts = tuple(sorted((FACTS[name].attribute, value) for name, value in span.facts.items()))
    return span.name, span.trace_id, span.span_id, span.parent_id, span.began, span.ended, facts, span.failed


class TraceCollectorContract(Contract):
    """Subclass it, make a collector and what tells its spans, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def collector(self) -> TraceCollector:
        """The collector under test."""

    @pytest.fixture
    @abc.abstractmethod
    def told(self) -> Callable[[], list[Plain]]:
        """Closes it, and gives what it told, in the form of `plain`."""

    def test_a_span_is_told_as_it_is(self, collector: TraceCollector, told: Callable[[], list[Plain]]) -> None:
        spans = [a_span(n + 1, kind, "00000000000000ff") for n, kind in enumerate(KINDS)]
        spans += [a_span(70), a_span(71, REQUEST, failed=True)]
        for one in spans:
            collector.take(one)
        assert sorted(told()) == sorted(map(plain, spans))

    @staticmethod
    def take_some(collector: TraceCollector, first: int) -> None:
        """A hundred, with ids of their own."""
        for number in range(100):
            collector.take(a_span(first + number + 1))

    def test_threads_lose_nothing(self, collector: TraceCollector, told: Callable[[], list[Plain]]) -> None:
        at_once(*[partial(self.take_some, collector, 100 * number) for number in range(8)])
        assert len({one[2] for one in told()}) == 800

    def test_what_comes_after_the_end_is_forgotten(
        self, collector: TraceCollector, told: Callable[[], list[Plain]]
    ) -> None:
        collector.take(a_span(1))
        for _ in range(2):
            collector.close()
            collector.take(a_span(2))
        assert told() == [plain(a_span(1))]

    def test_ids_are_fresh_and_time_goes_on(self, collector: TraceCollector) -> None:
        ids = {collector.fresh_id() for _ in range(200)}
        assert len(ids) == 200
        assert all(len(one) == 16 and int(one, 16) for one in ids)
        assert 1_600_000_000 * 10**9 < collector.now() <= collector.now()


Told = tuple[str, str, tuple[tuple[str, int], ...], dict[str, str]]


def raised(words: str) -> ValueError:
    """A fault, from two functions deep."""

    def inner() -> None:
        raise ValueError(words)

    try:
        inner()
    except ValueError as error:
        return error
    raise AssertionError


class FaultReceiverContract(Contract):
    """Subclass it, make a receiver and what tells its faults, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def receiver(self) -> FaultReceiver:
        """The receiver under test."""

    @pytest.fixture
    @abc.abstractmethod
    def told(self) -> Callable[[], list[Told]]:
        """Closes it, and gives of each fault the module and name of its class, functions with lines, and facts."""

    def test_a_fault_is_told_without_its_words(self, receiver: FaultReceiver, told: Callable[[], list[Told]]) -> None:
        fault = fault_of(raised("rahima@example.org"), route="/api/v1/me", method="GET", request_id=TRACE)
        receiver.take(fault)
        ((module, error, places, facts),) = told()
        assert (module, error) == ("builtins", "ValueError")
        assert [name.rpartition(".")[2] for name, _ in places] == ["raised", "inner"]
        assert all(line > 0 for _, line in places)
        assert facts == {"route": "/api/v1/me", "method": "GET", "request_id": TRACE}

    def test_what_comes_after_the_end_is_forgotten(
        self, receiver: FaultReceiver, told: Callable[[], list[Told]]
    ) -> None:
        receiver.take(fault_of(raised("one")))
        for _ in range(2):
            receiver.close()
            receiver.take(fault_of(raised("two")))
        assert len(told()) == 1
