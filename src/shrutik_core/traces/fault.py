"""Faults: exceptions that nobody foresaw, told by their class and their place, without their words."""

from collections.abc import Mapping

import attrs
import regex

from shrutik_core.traces.facts import Fact, told

MOST_FRAMES = 50
"""Places that are told: the innermost."""
_NAMES = ("request_id", "method", "route", "job_kind", "queue", "attempt")
_CODE = regex.compile(r"[A-Za-z_][A-Za-z0-9_.<>-]{0,119}")


@attrs.frozen
class CodePlace:
    """A line of code that an exception went through.

    Attributes:
        module: dotted name.
        function: its name.
        line: from 1.
    """

    module: str
    function: str
    line: int


@attrs.frozen
class ProgramFault:
    """What may be told of an exception.

    Attributes:
        error: its class.
        module: where the class is from.
        places: the innermost last.
        facts: by our names; what was done.
    """

    error: str
    module: str
    places: tuple[CodePlace, ...]
    facts: Mapping[str, Fact] = attrs.field(factory=dict)


def fault_of(error: BaseException, /, **given: object) -> ProgramFault:
    """The fault, with those of these facts that may be told; neither words nor variables of the exception."""
    places, at = [], error.__traceback__
    while at is not None:
        code = at.tb_frame.f_code
        places.append(CodePlace(_code(at.tb_frame.f_globals.get("__name__")), _code(code.co_qualname), at.tb_lineno))
        at = at.tb_next
    kind = type(error)
    return ProgramFault(
        _code(kind.__qualname__), _code(kind.__module__), tuple(places[-MOST_FRAMES:]), told(_NAMES, given)
    )


def _code(name: object) -> str:
    """A name of code; names that somebody makes up at run time are not told."""
    return name if isinstance(name, str) and _CODE.fullmatch(name) else "unknown"
