"""Lines of a corpus' files as text, numbered, and the problems of those that are none."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from shrutik_core.corpora.utterance import BroughtUtterance, CorpusLines, LinePlace, LineProblem, Read
from shrutik_core.shared.errors import Invalid, ShrutikError

_MARK = "\ufeff"
_TRUTH = {"true": True, "yes": True, "1": True, "": False, "false": False, "no": False, "0": False}


def decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines with their ends; bytes that are not UTF-8 become halves of surrogate pairs, which no text may hold."""
    for number, line in enumerate(lines):
        text = line.decode("utf-8", "surrogateescape")
        yield text.removeprefix(_MARK) if number == 0 else text


def numbered(name: str, opened: CorpusLines) -> Iterator[tuple[LinePlace, str]]:
    """The lines of a file without their ends, but for those with nothing on them."""
    for number, line in enumerate(decoded(opened()), 1):
        text = line.rstrip("\r\n")
        if text.strip():
            yield LinePlace(name, number), text


def first_line(name: str, opened: CorpusLines) -> str:
    """The first line of a file with something on it; empty if there is none."""
    return next((line for _, line in numbered(name, opened)), "")


def quoted_rows(name: str, opened: CorpusLines) -> Iterator[tuple[LinePlace, list[str]]]:
    """The rows below the header of a table between tabs that quotes as RFC 4180 (2005) does."""
    reader = csv.reader(decoded(opened()), delimiter="\t")
    next(reader, None)
    while True:
        place = LinePlace(name, reader.line_num + 1)
        fields = next(reader, None)
        if fields is None:
            return
        yield place, fields


def attempted(place: LinePlace, make: Callable[[], BroughtUtterance]) -> Read:
    """What a line says, or what is wrong with it."""
    try:
        return make()
    except ShrutikError as error:
        return LineProblem(place, " ".join(error.detail.split()))


def json_object(text: str) -> Mapping[str, Any]:
    """The object of one line of JSON Lines.

    Raises:
        Invalid: ``corpus_line_invalid``.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid("corpus_line_invalid", "This is not JSON; each line is one whole object.") from error
    if not isinstance(found, dict):
        raise Invalid("corpus_line_invalid", "This is JSON, but not an object; each line is one whole object.")
    return found


def json_text(row: Mapping[str, Any], *names: str) -> str | None:
    """The first of these fields that is said, as text; numbers are written out.

    Raises:
        Invalid: ``corpus_line_invalid`` if it is a list or an object.
    """
    said = next((row[name] for name in names if row.get(name) is not None), None)
    if isinstance(said, dict | list | bool):
        raise Invalid("corpus_line_invalid", f"{names[0]} must be a text.")
    return None if said is None else str(said)


def truth(row: Mapping[str, Any], name: str) -> bool:
    """Whether a field says yes: ``true``, ``yes`` or ``1`` in any case; nothing, ``false``, ``no`` and ``0`` say no.

    Raises:
        Invalid: ``corpus_line_invalid`` if it says something else.
    """
    value = row.get(name)
    word = "" if value is None else str(value).strip().lower()
    if word not in _TRUTH:
        raise Invalid("corpus_line_invalid", f"{name} must be yes or no, not {word[:40]!r}.")
    return _TRUTH[word]


def seconds(value: object, name: str) -> float | None:
    """A time in seconds; None if nothing is said.

    Raises:
        Invalid: ``corpus_line_invalid`` if it is not a number.
    """
    if value is None or value == "":
        return None
    try:
        number = float(value)  # type: ignore[arg-type]  # what is not a number is refused below
    except (TypeError, ValueError, OverflowError):
        number = float("nan")
    if number != number:  # noqa: PLR0124 - not a number
        raise Invalid("corpus_line_invalid", f"{name} must be a number of seconds, not {str(value)[:40]!r}.")
    return number
