"""The tracer: spans of what a thread or task does, within one another, told once they have ended."""

from contextvars import ContextVar, Token
from types import TracebackType
from typing import Protocol, Self

from shrutik_core.ports.trace_collector import TraceCollector
from shrutik_core.shared.correlation import current
from shrutik_core.shared.errors import ShrutikError
from shrutik_core.traces.ids import SpanPlace, check_share, is_in_share, request_of, trace_id_of
from shrutik_core.traces.span import STATEMENTS, SpanKind, TraceSpan


class OpenSpan(Protocol):
    """A span while the work lasts: whoever enters it is within it."""

    def note(self, **facts: object) -> None:
        """Add facts; what the kind does not tell, or does not have the right form, is left out."""
        ...

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End, and be told."""
        ...


class Tracer:
    """Begins spans.

    Args:
        collector: that is told of them; None for nobody, which costs no more than the call.
        share: of the traces that are told, from 0 to 1.

    Raises:
        Invalid: ``trace_share_invalid``.
    """

    def __init__(self, collector: TraceCollector | None = None, share: float = 1.0) -> None:
        self._collector, self._share = collector, check_share(share)

    @property
    def is_on(self) -> bool:
        """Whether anything may be told."""
        return self._collector is not None

    def request(self, kind: SpanKind, came: SpanPlace | None = None, **facts: object) -> OpenSpan:
        """A span of what is done under the current correlation id, from which its own id follows.

        Args:
            kind: of work.
            came: the span of a proxy that we believe; it is the parent if it is of the same trace, and then decides
                whether this one is told.
            facts: that are known by now.
        """
        if self._collector is None:
            return _NO_SPAN
        here = request_of(current())
        parent = came if came is not None and came.trace_id == here.trace_id else None
        told = is_in_share(here.trace_id, self._share)
        if parent is not None and parent.sampled is not None:
            told = parent.sampled
        parent_id = "" if parent is None else parent.span_id
        return _Open(self._collector, kind, here, parent_id, facts) if told else _NO_SPAN

    def job(self, kind: SpanKind, **facts: object) -> OpenSpan:
        """A span of what is done later under the current correlation id: within its request's; alone without one."""
        if self._collector is None:
            return _NO_SPAN
        collector, correlation, own = self._collector, current(), self._collector.fresh_id()
        trace_id = trace_id_of(correlation or own)
        if not is_in_share(trace_id, self._share):
            return _NO_SPAN
        parent_id = request_of(correlation).span_id if correlation else ""
        return _Open(collector, kind, SpanPlace(trace_id, own), parent_id, facts)

    @staticmethod
    def span(kind: SpanKind, **facts: object) -> OpenSpan:
        """A span within the one that this thread or task is in; nothing is told if that is in none."""
        around = _within.get()
        return _NO_SPAN if around is None else around.inner(kind, facts)

    @staticmethod
    def statement(seconds: float, verb: str) -> None:
        """Count a statement that has just ended to the span that this thread or task is in."""
        around = _within.get()
        if around is not None:
            around.count(verb, seconds)

    def close(self) -> None:
        """Tell what waits; nothing is told afterwards."""
        if self._collector is not None:
            self._collector.close()


class _NoSpan:
    """What is not told."""

    def note(self, **_facts: object) -> None:
        """See `OpenSpan.note`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing began."""


class _Open:
    """What is told at its end."""

    def __init__(
        self, collector: TraceCollector, kind: SpanKind, here: SpanPlace, parent_id: str, facts: dict[str, object]
    ) -> None:
        self._collector, self._kind, self._here, self._parent_id = collector, kind, here, parent_id
        self._facts, self._failed, self._began = facts, False, collector.now()
        self._statements: dict[str, tuple[int, int, int]] = {}
        self._token: Token[_Open | None] | None = None

    def inner(self, kind: SpanKind, facts: dict[str, object]) -> "_Open":
        place = SpanPlace(self._here.trace_id, self._collector.fresh_id())
        return _Open(self._collector, kind, place, self._here.span_id, facts)

    def count(self, verb: str, seconds: float) -> None:
        ended = self._collector.now()
        number, began, _ = self._statements.get(verb, (0, ended - round(seconds * 1e9), 0))
        self._statements[verb] = (number + 1, began, ended)

    def note(self, **facts: object) -> None:
        """See `OpenSpan.note`."""
        self._facts.update(facts)

    def __enter__(self) -> Self:
        self._token = _within.set(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._token is not None:
            _within.reset(self._token)
        if kind is not None:
            self.note(error=kind.__name__)
        if isinstance(error, ShrutikError):
            self.note(code=error.code)
        ended, place = self._collector.now(), self._here
        for verb, (number, first, last) in self._statements.items():
            inner = STATEMENTS.told({"verb": verb, "count": number})
            own = self._collector.fresh_id()
            # Clocks are set back now and then.
            self._collector.take(
                TraceSpan(STATEMENTS, place.trace_id, own, place.span_id, first, max(first, last), inner)
            )
        facts = self._kind.told(self._facts)
        status = facts.get("status", 0)
        failed = "error" in facts or (isinstance(status, int) and status >= 500)
        began = self._began
        self._collector.take(
            TraceSpan(
                self._kind, place.trace_id, place.span_id, self._parent_id, began, max(began, ended), facts, failed
            )
        )


_NO_SPAN = _NoSpan()
UNTRACED = Tracer()
"""Begins nothing that is told."""
_within: ContextVar[_Open | None] = ContextVar("shrutik_span", default=None)
