"""Spans told by OpenTelemetry's SDK."""

import time

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace.status import StatusCode

from shrutik_core.testing.contracts import TraceCollectorContract
from shrutik_core.testing.contracts.traces import a_span
from shrutik_opentelemetry.collector import MOST_WAITING, OpenTelemetryCollector, otlp_exporter


@pytest.fixture
def exporter():
    return InMemorySpanExporter()


@pytest.fixture
def collector(exporter):
    made = OpenTelemetryCollector(exporter, "1.2.3")
    yield made
    made.close()


def told_span(one):
    parent = "" if one.parent is None else f"{one.parent.span_id:016x}"
    failed = one.status.status_code is StatusCode.ERROR
    ids = (f"{one.context.trace_id:032x}", f"{one.context.span_id:016x}", parent)
    return (one.name, *ids, one.start_time, one.end_time, tuple(sorted(one.attributes.items())), failed)


class TestOpenTelemetryCollector(TraceCollectorContract):
    @pytest.fixture
    def collector(self, exporter):
        made = OpenTelemetryCollector(exporter, "1.2.3")
        yield made
        made.close()

    @pytest.fixture
    def told(self, collector, exporter):
        def ended():
            collector.close()
            return [told_span(one) for one in exporter.get_finished_spans()]

        return ended


def test_the_program_is_told_and_nothing_of_the_machine(collector, exporter):
    collector.take(a_span())
    collector.close()
    (span,) = exporter.get_finished_spans()
    assert dict(span.resource.attributes) == {"service.name": "shrutik", "service.version": "1.2.3"}


def test_a_collector_that_is_away_keeps_nobody_waiting():
    away = OpenTelemetryCollector(otlp_exporter("http://127.0.0.1:9"), "1.2.3")
    began = time.monotonic()
    for number in range(2 * MOST_WAITING):
        away.take(a_span(number + 1))
    taken = time.monotonic()
    assert taken - began < 10
    away.close()
    assert time.monotonic() - taken < 9, "three seconds, and the attempt that was on its way"
