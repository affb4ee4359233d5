"""`TraceCollector` over OpenTelemetry's SDK: spans wait in a queue, and a thread sends them in batches."""

import secrets
import threading
import time
from collections.abc import Mapping
from types import MappingProxyType

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, TraceFlags
from opentelemetry.trace.status import Status, StatusCode

from shrutik_core.traces.facts import FACTS
from shrutik_core.traces.span import SpanSide, TraceSpan

MOST_WAITING = 4_096
"""Spans that wait to be sent; of more, the oldest are lost."""
_BATCH = 512
_DELAY_MS = 2_000
_ATTEMPT_SECONDS = 5.0
_CLOSING_SECONDS = 3.0
"""In which the last spans must be gone: whoever ends a program does not wait for a collector that is away."""
_PATH = "/v1/traces"
_SIDES: Mapping[SpanSide, SpanKind] = MappingProxyType(
    {
        SpanSide.SERVER: SpanKind.SERVER,
        SpanSide.CONSUMER: SpanKind.CONSUMER,
        SpanSide.CLIENT: SpanKind.CLIENT,
        SpanSide.INTERNAL: SpanKind.INTERNAL,
    }
)
_SAMPLED = TraceFlags(TraceFlags.SAMPLED)


def otlp_exporter(endpoint: str) -> SpanExporter:
    """Sends to a collector by OTLP over HTTP.

    Args:
        endpoint: its base address, such as ``http://127.0.0.1:4318``. OpenTelemetry's own variables say what else it
            asks for, such as ``OTEL_EXPORTER_OTLP_HEADERS``.
    """
    return OTLPSpanExporter(endpoint=endpoint.rstrip("/") + _PATH, timeout=_ATTEMPT_SECONDS)


class OpenTelemetryCollector:
    """`TraceCollector` that hands batches to an exporter.

    Args:
        exporter: closed with this.
        release: of the program.
    """

    def __init__(self, exporter: SpanExporter, release: str) -> None:
        # Made of these two alone: what the SDK would find out by itself is the command line and the machine's name.
        self._resource = Resource({"service.name": "shrutik", "service.version": release})
        self._scope = InstrumentationScope("shrutik", release)
        self._exporter = exporter
        self._processor = BatchSpanProcessor(exporter, MOST_WAITING, _DELAY_MS, _BATCH)
        self._closed = False

    def now(self) -> int:
        """See `TraceCollector.now`."""
        return time.time_ns()

    def fresh_id(self) -> str:
        """See `TraceCollector.fresh_id`."""
        return f"{secrets.randbelow(2**64 - 1) + 1:016x}"

    def take(self, span: TraceSpan) -> None:
        """See `TraceCollector.take`."""
        if not self._closed:
            self._processor.on_end(self._made(span))

    def close(self) -> None:
        """See `TraceCollector.close`."""
        if not self._closed:
            self._closed = True
            enough = threading.Timer(_CLOSING_SECONDS, self._exporter.shutdown)
            enough.daemon = True
            enough.start()
            self._processor.shutdown()  # type: ignore[no-untyped-call]  # it is not typed
            enough.cancel()

    def _made(self, span: TraceSpan) -> ReadableSpan:
        return ReadableSpan(
            span.name,
            context=_context(span.trace_id, span.span_id),
            parent=_context(span.trace_id, span.parent_id) if span.parent_id else None,
            resource=self._resource,
            attributes={FACTS[name].attribute: value for name, value in span.facts.items()},
            kind=_SIDES[span.kind.side],
            status=Status(StatusCode.ERROR if span.failed else StatusCode.UNSET),
            start_time=span.began,
            end_time=span.ended,
            instrumentation_scope=self._scope,
        )


def _context(trace_id: str, span_id: str) -> SpanContext:
    return SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=False, trace_flags=_SAMPLED)
