"""Which errors a use case may raise, as its own docstring says it."""

import inspect
from collections.abc import Callable
from typing import Any

import regex

from shrutik_core.shared.errors import DECLARED

_SECTION = regex.compile(r"^Raises[^\n]*:\n(?<said>(?:[ ]+[^\n]*(?:\n|$))+)", regex.MULTILINE)
_CODE = regex.compile(r"``([a-z0-9_]+)``")


def codes_of(use_case: Callable[..., Any]) -> tuple[str, ...]:
    """The codes in the ``Raises`` part of its docstring, in their order, each once.

    Raises:
        LookupError: if one of them is not declared (see `declared`).
    """
    found = _SECTION.search(inspect.getdoc(use_case) or "")
    return declared(*_CODE.findall(found["said"])) if found else ()


def declared(*codes: str) -> tuple[str, ...]:
    """The codes, each once.

    Raises:
        LookupError: if one of them is not declared where it is raised (see `declare`): the program is wrong.
    """
    unknown = [code for code in codes if code not in DECLARED]
    if unknown:
        raise LookupError(f"No module declares the error code {unknown[0]!r}.")
    return tuple(dict.fromkeys(codes))
