"""The problem document of an error: its status by its kind, its title as it was declared."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from shrutik_core.shared.errors import (
    DECLARED,
    Conflict,
    Corrupted,
    FieldError,
    Gone,
    Invalid,
    Missing,
    Nameless,
    Refused,
    ShrutikError,
    TooLarge,
    Unavailable,
    Unidentified,
    Unreadable,
    Unsupported,
    UsedUp,
    declare,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
_CHECKSUM_MISMATCH = 460
# As RFC 9110 has them, whatever a version of Python says; and tus has one of its own.
_PHRASES = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
    _CHECKSUM_MISMATCH: "Checksum Mismatch",
}
_TYPE = "urn:shrutik:problem:"


class UnknownMethod(Conflict):
    """The address is there, but does not take the method."""


class UnsatisfiableRange(Invalid):
    """The range that is asked for begins after the end."""


class UnmetVersion(Invalid):
    """What is sent is of a version of a protocol that is not spoken here."""


class TooSlow(Invalid):
    """What is sent does not come fast enough."""


class TooLongAddress(Invalid):
    """The address has more characters than any of ours."""


class TooLargeHeaders(Invalid):
    """The request's line and headers are larger than anybody needs."""


class UnknownVersion(Invalid):
    """It is a version of HTTP that is not spoken here."""


class Fault(ShrutikError):
    """Something went wrong in the program, not in the request."""


# The first kind that an error is of decides.
STATUS_OF_KIND: tuple[tuple[type[ShrutikError], int], ...] = (
    (Unreadable, 400),
    (Unidentified, 401),
    (Nameless, 404),
    (UnknownMethod, 405),
    (TooLarge, 413),
    (Unsupported, 415),
    (UnsatisfiableRange, 416),
    (UnmetVersion, 412),
    (Corrupted, _CHECKSUM_MISMATCH),
    (TooSlow, 408),
    (TooLongAddress, 414),
    (TooLargeHeaders, 431),
    (UnknownVersion, 505),
    (Invalid, 422),
    (Gone, 410),
    (Missing, 404),
    (Conflict, 409),
    (Refused, 403),
    (UsedUp, 429),
    (Unavailable, 503),
    (Fault, 500),
)

declare(Missing, "route_missing", "There is nothing at this address.")
declare(UnknownMethod, "method_not_allowed", "This address does not take this method.")
declare(UnsatisfiableRange, "range_not_satisfiable", "The range begins after the end.")
declare(Unreadable, "request_malformed", "The request cannot be read.")
declare(Unavailable, "busy", "There is more to do than this server can handle at once.")
declare(TooSlow, "request_too_slow", "The request did not come fast enough.")
declare(TooLongAddress, "address_too_long", "The address is too long.")
declare(TooLargeHeaders, "headers_too_large", "The request's line and headers are too large.")
declare(UnknownVersion, "version_unsupported", "This version of HTTP is not supported here.")
declare(Fault, "internal_error", "Something went wrong on our side.")


def status_of(code: str, raised: type[ShrutikError] = Fault) -> int:
    """The status that tells a caller what kind of thing went wrong.

    Args:
        code: of the error.
        raised: the class that was raised, for a code that is not declared.
    """
    declared = DECLARED.get(code)
    kind = declared.kind if declared else raised
    return next((status for one, status in STATUS_OF_KIND if issubclass(kind, one)), 500)


def phrase_of(status: int) -> str:
    """What HTTP calls a status, the same on every Python."""
    return _PHRASES.get(status) or HTTPStatus(status).phrase


def title_of(code: str, raised: type[ShrutikError] = Fault) -> str:
    """The sentence that says what the code means; that of its kind if it is not declared."""
    declared = DECLARED.get(code)
    return declared.title if declared else (raised.__doc__ or "").partition("\n")[0]


def headers_of(body: Mapping[str, object]) -> dict[str, str]:
    """The headers that a problem brings with it."""
    status = body["status"]
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="shrutik"'}
    if status in {429, 503}:
        return {"Retry-After": str(body.get("retry_after", RETRY_AFTER_SECONDS))}
    return {}


def problem_of(error: ShrutikError) -> dict[str, object]:
    """The body that tells of an error of the family."""
    kind = type(error)
    status = status_of(error.code, kind)
    return problem(status, error.code, error.detail, title_of(error.code, kind), error.errors, error.extra)


def problem(
    status: int,
    code: str,
    detail: str,
    title: str = "",
    errors: Sequence[FieldError] = (),
    extra: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """The body of an error (RFC 9457, 2023), with our own members beside the standard's, which none of them hides."""
    standard: dict[str, object] = {
        "type": _TYPE + code,
        "title": title or title_of(code),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": [{"field": one.field, "detail": one.detail, "code": one.code} for one in errors],
    }
    return {**(extra or {}), **standard}
