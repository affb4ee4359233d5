"""Lines of nginx' log, as the shipped configuration writes them: which server was asked, and how it answered."""

import json

import attrs
import regex

_BETWEEN = regex.compile(r"\s*[,:]\s+")


@attrs.frozen
class ServerAnswer:
    """One answer of one server; nginx may have asked another one afterwards, and the caller not have seen it.

    Attributes:
        server: as ``host:port``.
        status: of its answer, 502 or 504 if it gave none.
    """

    server: str
    status: int


def attempts(line: str) -> tuple[ServerAnswer, ...]:
    """All attempts in a line; none if nginx answered itself, the caller went away, or the line has another form."""
    try:
        told = json.loads(line)
    except ValueError:
        return ()
    if not isinstance(told, dict):
        return ()
    servers = _BETWEEN.split(str(told.get("upstream", "")))
    statuses = _BETWEEN.split(str(told.get("upstream_status", "")))
    if len(servers) != len(statuses):
        return ()
    pairs = zip(servers, statuses, strict=True)
    return tuple(ServerAnswer(server, int(status)) for server, status in pairs if status.isascii() and status.isdigit())
