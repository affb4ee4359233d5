"""Spans: pieces of work with a beginning and an end, within one another; those of one id are a trace."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from shrutik_core.traces.facts import Fact, told

_ALWAYS = ("error", "code")


class SpanSide(StrEnum):
    """Where the work is, as collectors tell apart."""

    SERVER = "server"
    """Ours, that somebody asked for and waits for."""
    CONSUMER = "consumer"
    """Ours, that nobody waits for."""
    CLIENT = "client"
    """Of somebody else whom we asked, and wait for."""
    INTERNAL = "internal"
    """A part of ours."""


@attrs.frozen
class SpanKind:
    """A kind of work that is told.

    Attributes:
        name: a word.
        side: where the work is.
        names: of the facts that it may tell, beside the class and the code of an error.
    """

    name: str
    side: SpanSide
    names: tuple[str, ...] = ()

    def told(self, given: Mapping[str, object]) -> dict[str, Fact]:
        """What a span of this kind says of what it is given."""
        return told((*self.names, *_ALWAYS), given)


REQUEST = SpanKind("request", SpanSide.SERVER, ("method", "route", "status", "request_id"))
JOB = SpanKind("job", SpanSide.CONSUMER, ("job_kind", "queue", "attempt", "outcome", "request_id"))
STATEMENTS = SpanKind("statements", SpanSide.CLIENT, ("verb", "count"))
"""All statements of one verb that a span made, from the first to the last."""
BLOB = SpanKind("blob", SpanSide.CLIENT, ("operation",))
MAIL = SpanKind("mail", SpanSide.CLIENT)
WEBHOOK = SpanKind("webhook", SpanSide.CLIENT, ("status",))
STEP = SpanKind("step", SpanSide.INTERNAL, ("operation", "count"))
"""A step of cutting or deciding."""
KINDS = (REQUEST, JOB, STATEMENTS, BLOB, MAIL, WEBHOOK, STEP)


@attrs.frozen
class TraceSpan:
    """One that has ended.

    Attributes:
        kind: of work.
        trace_id: 32 hexadecimal digits.
        span_id: 16.
        parent_id: of the span that it is within; empty if there is none.
        began: nanoseconds since 1970, UTC.
        ended: likewise, not before.
        facts: by our names.
        failed: whether the work did.
    """

    kind: SpanKind
    trace_id: str
    span_id: str
    parent_id: str
    began: int
    ended: int
    facts: Mapping[str, Fact] = attrs.field(factory=dict)
    failed: bool = False

    @property
    def name(self) -> str:
        """As collectors list it: the kind, and what tells it from others of the kind."""
        first = {"request": ("method", "route"), "job": ("job_kind",), "statements": ("verb",)}
        words = [str(self.facts[name]) for name in first.get(self.kind.name, ("operation",)) if name in self.facts]
        return " ".join([self.kind.name, *words])
