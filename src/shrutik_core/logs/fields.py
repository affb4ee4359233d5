"""Fields of log events: what each says, and which values of it may stand in a log."""

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import attrs
import regex

MOST_WORDS = 300
"""Characters that a sentence in a log may have."""
MOST_FRAMES = 30
"""Places of a fault that are told: the innermost."""
Plain = str | int | float | list[str] | None

_CODE = regex.compile(r"[A-Za-z0-9_.:/{}<>@+=(),-]{0,160}")
_ADDRESS = regex.compile(r"\S*@\S*")
_UNSEEN = regex.compile(r"[\p{C}\s]+")


class FieldForm(StrEnum):
    """What values a field takes; any other is left out."""

    NUMBER = "number"
    """A whole number, or any other that is finite."""
    CODE = "code"
    """An id or a word of ours: up to 160 letters, digits and signs of ASCII, without a space."""
    WORDS = "words"
    """A sentence of ours, on one line; what looks like somebody's address is cut out of it."""
    PLACES = "places"
    """Codes in a list."""


@attrs.frozen
class LogField:
    """One field, which means the same in every event that has it.

    Attributes:
        name: snake case.
        form: of its values.
        meaning: in one sentence without a full stop.
    """

    name: str
    form: FieldForm
    meaning: str

    def plain(self, value: object) -> Plain:
        """The value as it may be told; None if it may not."""
        return _PLAIN[self.form](value)


def _number(value: object) -> Plain:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return value if isinstance(value, int) else float(value)


def _code(value: object) -> str | None:
    text = str(value) if isinstance(value, UUID | str) else ""
    return text if text and _CODE.fullmatch(text) else None


def _words(value: object) -> Plain:
    if not isinstance(value, str):
        return None
    line = _UNSEEN.sub(" ", value[: 4 * MOST_WORDS]).strip()
    return _ADDRESS.sub("…", line)[:MOST_WORDS] or None


def _places(value: object) -> Plain:
    if not isinstance(value, list | tuple):
        return None
    return [code for code in map(_code, value[-MOST_FRAMES:]) if code is not None] or None


_PLAIN: Mapping[FieldForm, Callable[[object], Plain]] = {
    FieldForm.NUMBER: _number,
    FieldForm.CODE: _code,
    FieldForm.WORDS: _words,
    FieldForm.PLACES: _places,
}


def _number_of(name: str, meaning: str) -> LogField:
    return LogField(name, FieldForm.NUMBER, meaning)


def _code_of(name: str, meaning: str) -> LogField:
    return LogField(name, FieldForm.CODE, meaning)


FIELDS: Mapping[str, LogField] = MappingProxyType(
    {
        one.name: one
        for one in (
            _code_of("method", "The method of a request"),
            _code_of("route", "The template of the path, such as `/api/v1/recordings/{recording_id}`"),
            _code_of("path", "The path, without its query, of a route that exists"),
            _number_of("status", "The status of the answer"),
            _number_of("ms", "Milliseconds that it took"),
            _code_of("code", "The code of the error, see [Errors](errors.md)"),
            LogField("detail", FieldForm.WORDS, "What went wrong, in a sentence of ours"),
            _code_of("error", "The class of an exception; its words, which may hold a person's, are left out"),
            LogField("places", FieldForm.PLACES, "Where it was raised: file, line and function, the innermost last"),
            _code_of("job_id", "The id of a job"),
            _code_of("job_kind", "The kind of a job"),
            _code_of("outcome", "What became of it: `done`, `waiting`, `dead`, `fault`, or `left` to another"),
            _number_of("seconds", "Seconds that it took, or that the wait lasts"),
            _number_of("count", "How many"),
            _code_of("task", "The name of a periodic task, with `-` for each space"),
            _code_of("child", "The name of a process of `serve`, with `-` for each space"),
            _number_of("child_pid", "Its number"),
            LogField("how", FieldForm.WORDS, "How it ended"),
            _code_of("message_id", "The `Message-ID` of a letter"),
            _number_of("version", "The version of a message"),
            _number_of("known_version", "The latest version that this program reads"),
            _code_of("release", "The version of the program"),
            _code_of("library", "The logger of third-party code"),
            LogField("template", FieldForm.WORDS, "What that code said, with `%s` in place of each value"),
            _code_of("kind", "The kind of a security event"),
            _code_of("subject", "The id of the account or session concerned"),
            _code_of("origin", "The network that the caller called from"),
        )
    }
)
"""Every field but `COMMON`."""

COMMON: Mapping[str, str] = MappingProxyType(
    {
        "time": "When, in UTC, to the microsecond",
        "level": "How much it matters: `debug`, `info`, `warning` or `error`",
        "event": "Its name",
        "process": "What wrote it: `api`, `jobs`, `worker`, `relay`, `serve`, `scale` or `command`",
        "pid": "The number of that process",
        "request_id": "The correlation id, if there is one",
    }
)
"""Fields of every line, and what each says."""
