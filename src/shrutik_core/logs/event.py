"""A log event: something that an operator is told, under a name, with no more than its own fields."""

from collections.abc import Mapping
from enum import StrEnum

import attrs
import regex

from shrutik_core.logs.fields import COMMON, FIELDS, Plain
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "log_event_invalid", "A log event of this name, with these fields, cannot be made.")
_NAME = regex.compile(r"[a-z]+(_[a-z]+)*")


class LogLevel(StrEnum):
    """How much an event matters, from the least."""

    DEBUG = "debug"
    """For whoever looks for a fault."""
    INFO = "info"
    """What happens all the time."""
    WARNING = "warning"
    """What an operator may have to look at, if it goes on."""
    ERROR = "error"
    """What does not go right without somebody."""


@attrs.frozen
class LogEvent:
    """An event, under a name that nobody changes once alarms listen for it.

    Attributes:
        name: snake case, and past tense where something happened.
        severity: how much it matters.
        meaning: in one sentence without a full stop.
        fields: names out of `FIELDS`; nothing else gets into a line of it.

    Raises:
        Invalid: ``log_event_invalid``.
    """

    name: str
    severity: LogLevel
    meaning: str
    fields: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        wrong = {
            "the name": not _NAME.fullmatch(self.name),
            "the meaning": not self.meaning or self.meaning.endswith("."),
            "a field that is unknown": not set(self.fields) <= set(FIELDS),
            "a field that every line has": bool(set(self.fields) & set(COMMON)),
            "a field that is given twice": len(set(self.fields)) != len(self.fields),
        }
        for what, is_wrong in wrong.items():
            if is_wrong:
                raise Invalid("log_event_invalid", f"The log event {self.name!r} cannot be made: {what}.")

    def told(self, given: Mapping[str, object]) -> dict[str, Plain]:
        """What a line of it says: those of its fields that were given a value that they may have."""
        found = {name: FIELDS[name].plain(given[name]) for name in self.fields if name in given}
        return {name: value for name, value in found.items() if value is not None}
