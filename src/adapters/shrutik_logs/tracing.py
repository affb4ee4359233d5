"""Finding what log files tell of one correlation id: our lines, those of proxies before us, and the database's."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import attrs
import regex

_PACKED = ".gz"
_PROXY, _DATABASE = "proxy", "database"
# As `log_line_prefix` of the embedded database has it; others' may differ, and are passed over.
_STATEMENT = regex.compile(r"(\S+ \S+) UTC \[[0-9]+\] shrutik (\S+) ([A-Z]+): +(.*)")
_NAMED = 55
"""Characters of an id that the database keeps."""
_OWN = frozenset({"time", "event", "process", "request_id", "pid", "level", "msec"})


@attrs.frozen
class TracedLine:
    """One thing that was told.

    Attributes:
        at: when, UTC.
        source: the process, ``proxy`` or ``database``.
        event: what; of a proxy ``answered``.
        values: the rest.
    """

    at: datetime
    source: str
    event: str
    values: Mapping[str, object]


def traced(correlation: str, files: Iterable[Path]) -> Iterator[TracedLine]:
    """What these files, packed or not, tell of the id, file by file; one that is gone meanwhile is passed over.

    Raises:
        OSError: if one cannot be read.
    """
    for path in files:
        with suppress(FileNotFoundError):
            for line in _lines(path, correlation[:_NAMED].encode("ascii")):
                found = _of_json(line, correlation) if line.startswith("{") else _of_database(line, correlation)
                if found is not None:
                    yield found


def _lines(path: Path, needle: bytes) -> Iterator[str]:
    with gzip.open(path, "rb") if path.suffix == _PACKED else path.open("rb") as file:
        for line in file:
            if needle in line:
                yield line.decode("utf-8", "replace").strip()


def _of_json(line: str, correlation: str) -> TracedLine | None:
    try:
        told = json.loads(line)
        if told.get("request_id") != correlation:
            return None
        exact = told.get("msec")
        at = datetime.fromisoformat(told["time"]) if exact is None else datetime.fromtimestamp(float(exact), UTC)
    except (ValueError, KeyError, TypeError):  # half a line, or somebody else's
        return None
    values = {name: value for name, value in told.items() if name not in _OWN}
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return TracedLine(at, told.get("process", _PROXY), told.get("event", "answered"), values)


def _of_database(line: str, correlation: str) -> TracedLine | None:
    parts = _STATEMENT.match(line)
    if parts is None or parts[2] != correlation[:_NAMED]:
        return None
    at = datetime.fromisoformat(parts[1]).replace(tzinfo=UTC)
    return TracedLine(at, _DATABASE, parts[3].lower(), {"detail": parts[4]})
