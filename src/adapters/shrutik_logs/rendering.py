"""From what a program logs to a line: the fields that its event may have, and no others, as JSON or for a person."""

import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import MappingProxyType
from typing import Any

from shrutik_core.logs.catalogue import BY_NAME, LIBRARY, UNKNOWN
from shrutik_core.shared.correlation import current, is_fit
from shrutik_logs.lean_import import without

with without("rich"):  # a quarter of a second and six megabytes in each process, for tracebacks in colour
    from structlog.processors import JSONRenderer
    from structlog.stdlib import ProcessorFormatter

OURS = "shrutik"
"""How the names of our loggers begin."""
_PARTS = 2
_LEVELS = MappingProxyType({"notset": "debug", "critical": "error"})
Line = dict[str, Any]


class _Speaker:
    """Who tells: this process."""

    process = "command"


def speak_as(process: str) -> None:
    """Let lines bear this name of the process from now on."""
    _Speaker.process = process


def speaker() -> str:
    """The name that lines of this process bear."""
    return _Speaker.process


def line_formatter(*, plain: bool) -> logging.Formatter:
    """Makes lines of what any logger of this process is told: for a person, with the event's meaning, or JSON."""

    def told(_logger: object, _level: str, given: Mapping[str, Any]) -> Line:
        return _told(given["_record"], _fault(given.get("exc_info")), bool(given["positional_args"]))

    last: Any = _plain if plain else JSONRenderer(ensure_ascii=False)
    return ProcessorFormatter(processors=[told, last], pass_foreign_args=True, use_get_message=False)


def is_ours(record: logging.LogRecord) -> bool:
    """Whether a program of ours told it, not a library."""
    return record.name.startswith(OURS)


def _told(record: logging.LogRecord, fault: Line, has_values: bool) -> Line:  # noqa: FBT001 - its one caller names it
    given = {**vars(record), **fault}
    if is_ours(record):
        event = BY_NAME.get(str(record.msg), UNKNOWN)
        given = given if event is not UNKNOWN else {"library": record.name}
    else:
        # What a library says may hold a value in its very words, unless these are but the pattern of a sentence.
        event = LIBRARY
        given |= {"library": record.name, "template": record.msg if has_values else None}
    correlation = given.get("request_id", "") or current()
    return {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds"),
        "level": event.severity.value if is_ours(record) else _level(record),
        "event": event.name,
        "process": _Speaker.process,
        "pid": os.getpid(),
        **({"request_id": correlation} if isinstance(correlation, str) and is_fit(correlation) else {}),
        **event.told(given),
    }


def _level(record: logging.LogRecord) -> str:
    name = record.levelname.lower()
    return _LEVELS.get(name, name)


def _fault(raised: Any) -> Line:  # noqa: ANN401 - as `logging` has it
    """Class and places of what was raised; its words and the values at hand may be a person's."""
    if not raised or raised[1] is None:
        return {}
    places = [f"{_short(one.filename)}:{one.lineno}:{one.name}" for one in extract_tb(raised[2])]
    return {"error": type(raised[1]).__name__, "places": places}


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-_PARTS:])


def _plain(_logger: object, _level: str, line: Line) -> str:
    """For a person: when, how bad, what, and the fields."""
    rest = dict(line)
    when = datetime.fromisoformat(rest.pop("time")).astimezone().strftime("%H:%M:%S")
    level, event, process, _ = (rest.pop(name) for name in ("level", "event", "process", "pid"))
    values = " ".join(f"{name}={_shown(value)}" for name, value in rest.items())
    return f"{when} {level:<7} {process}: {BY_NAME[event].meaning} ({event}) {values}".rstrip()


def _shown(value: object) -> str:
    text = " < ".join(reversed(value)) if isinstance(value, list) else str(value)
    return f'"{text}"' if " " in text else text
