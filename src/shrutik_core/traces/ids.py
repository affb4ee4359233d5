"""Ids of traces: that of a request follows from its correlation id, so that whatever knows the one finds the other."""

from hashlib import sha256

import attrs
import regex

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "trace_share_invalid", "A share of traces is a number from 0 to 1.")
_TRACE = regex.compile(r"[0-9a-fA-F]{32}")
_PARENT = regex.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})")
_NONE = "0"
_SAMPLED = 1


@attrs.frozen
class SpanPlace:
    """A span of another process, within which one of ours may be.

    Attributes:
        trace_id: 32 hexadecimal digits.
        span_id: 16.
        sampled: whether it is told; None if that is not known.
    """

    trace_id: str
    span_id: str
    sampled: bool | None = None


def trace_id_of(correlation: str) -> str:
    """The id itself if it is 32 hexadecimal digits, not all of them 0, as nginx and we make them; else its hash."""
    if _TRACE.fullmatch(correlation) and correlation.strip(_NONE):
        return correlation.lower()
    return sha256(correlation.encode()).hexdigest()[:32]


def request_of(correlation: str) -> SpanPlace:
    """Where the span of the request stands that has this correlation id."""
    return SpanPlace(trace_id_of(correlation), sha256(f"request {correlation}".encode()).hexdigest()[:16])


def read_traceparent(text: str) -> SpanPlace | None:
    """What W3C's header ``traceparent`` (version 00) says; None if it is not valid."""
    found = _PARENT.fullmatch(text)
    if found is None or not found[1].strip(_NONE) or not found[2].strip(_NONE):
        return None
    return SpanPlace(found[1], found[2], sampled=bool(int(found[3], 16) & _SAMPLED))


def is_in_share(trace_id: str, share: float) -> bool:
    """Whether this trace is one of the share that is told; every process says the same of it.

    It goes by the last 64 bits, as samplers of OpenTelemetry do.

    Args:
        trace_id: 32 hexadecimal digits.
        share: 0 for none, to 1 for all.
    """
    return int(trace_id[16:], 16) < round(share * 2**64)


def check_share(share: float) -> float:
    """The share, if it is one.

    Raises:
        Invalid: ``trace_share_invalid``.
    """
    if not 0 <= share <= 1:
        raise Invalid("trace_share_invalid", f"A share of traces is a number from 0 to 1, and not {share}.")
    return share
