"""What goes out in a release, as the command line says it: conditions of the form NAME=VALUE or NAME=LOW..HIGH."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, TypeVar

import attrs
import typer

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.shared.errors import FieldError, Invalid, declare
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

declare(Invalid, "condition_unreadable", "This is not a condition that a release can have.")

Bound = TypeVar("Bound")
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=WHAT", help="E.g. snr_db=20.., gender=female; may be repeated: all must hold."),
]

AcceptOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FOUND=WHY", help="What a gate found, and why that is acceptable; may be repeated.", show_default=False
    ),
]


def accepted(reasons: Iterable[str]) -> dict[str, str]:
    """Reasons by what a gate found.

    Raises:
        Invalid: ``condition_unreadable``.
    """
    found: dict[str, str] = {}
    for reason in reasons:
        what, equals, why = reason.partition("=")
        if not equals:
            raise _unreadable(reason, "Write FOUND=WHY: what the gate found, and why that is acceptable.")
        found[what] = why
    return found


def narrowed(wish: ReleaseWish, conditions: Iterable[str]) -> ReleaseWish:
    """The wish with these conditions; several values of one name are alternatives, a later range replaces another.

    Raises:
        Invalid: ``condition_unreadable``.
    """
    for condition in conditions:
        name, equals, what = condition.partition("=")
        if not equals:
            raise _unreadable(condition, "Write NAME=VALUE or NAME=LOW..HIGH.")
        wish = _with(wish, name, what, condition)
    return wish


def _with(wish: ReleaseWish, name: str, what: str, condition: str) -> ReleaseWish:
    if name in FIGURES:
        return attrs.evolve(wish, quality={**wish.quality, name: _pair(what, float, condition)})
    if name in set(Trait):
        return attrs.evolve(wish, traits={**wish.traits, name: [*wish.traits.get(name, ()), what]})
    if name in _OTHERS:
        return _OTHERS[name](wish, what, condition)
    raise _unreadable(condition, f"There are {', '.join(sorted([*_OTHERS, *FIGURES, *Trait]))}.")


def _decided(wish: ReleaseWish, what: str, _: str) -> ReleaseWish:
    return attrs.evolve(wish, decisions=[*wish.decisions, what])


def _in_language(wish: ReleaseWish, what: str, _: str) -> ReleaseWish:
    return attrs.evolve(wish, languages=[*wish.languages, what])


def _as_long_as(wish: ReleaseWish, what: str, condition: str) -> ReleaseWish:
    return attrs.evolve(wish, seconds=_pair(what, float, condition))


def _recorded(wish: ReleaseWish, what: str, condition: str) -> ReleaseWish:
    return attrs.evolve(wish, recorded=_pair(what, date.fromisoformat, condition))


def _as_sure_as(wish: ReleaseWish, what: str, condition: str) -> ReleaseWish:
    low, high = _pair(what, float, condition)
    if low:
        raise _unreadable(condition, "Write expected_wer=..MOST.")
    return attrs.evolve(wish, max_expected_wer=high)


_OTHERS: dict[str, Callable[[ReleaseWish, str, str], ReleaseWish]] = {
    "decision": _decided,
    "expected_wer": _as_sure_as,
    "language": _in_language,
    "recorded": _recorded,
    "seconds": _as_long_as,
}


def _pair(text: str, read: Callable[[str], Bound], condition: str) -> tuple[Bound | None, Bound | None]:
    low, dots, high = text.partition("..")
    if not dots:
        raise _unreadable(condition, "A range is LOW..HIGH; either end may be left out.")
    try:
        return read(low) if low else None, read(high) if high else None
    except ValueError as error:
        raise _unreadable(condition, "A range goes from one number, or day, to another.") from error


def _unreadable(condition: str, what_to_do: str) -> Invalid:
    detail = f"{condition[:60]!r} cannot be read. {what_to_do}"
    return Invalid("condition_unreadable", detail, errors=[FieldError("only", detail)])
