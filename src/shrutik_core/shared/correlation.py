"""The correlation id: by which a request, and all that comes of it, is found in logs, database, jobs and letters."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import regex

_FIT = regex.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}")
_carried: ContextVar[str] = ContextVar("shrutik_correlation", default="")


def is_fit(text: str) -> bool:
    """Whether it may be one: 1 to 128 letters, digits and ``. _ : + / = -`` of ASCII, the first a letter or digit."""
    return _FIT.fullmatch(text) is not None


def current() -> str:
    """The id of what this thread, or this task of a loop, does at present; empty if that has none.

    No rule reads it. Adapters do, where they write to where it is looked for.
    """
    return _carried.get()


def carry(correlation: str) -> None:
    """Do under this id whatever this thread or task does from now on; empty: under none.

    Raises:
        ValueError: if it is not fit; whoever took it from outside has looked before.
    """
    _check(correlation)
    _carried.set(correlation)


@contextmanager
def under(correlation: str) -> Iterator[None]:
    """As `carry`, while it lasts."""
    _check(correlation)
    before = _carried.set(correlation)
    try:
        yield
    finally:
        _carried.reset(before)


def _check(correlation: str) -> None:
    if correlation and not is_fit(correlation):
        raise ValueError("This is not a correlation id: it could not stand in a log, or in a statement.")
