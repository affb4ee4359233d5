"""What parts the cells of a CSV or TSV file, and whether quotes hold them together."""

import csv
import re
from collections.abc import Callable, Sequence

import attrs

from shrutik_core.shared.errors import Invalid

TAB = "\t"
AUTO = "auto"
"""In place of a separator: it is to be found from the names of the columns."""

_NAMES = {",": "comma", ";": "semicolon", TAB: "tab", "|": "pipe"}
_SPELT = {**{name: sign for sign, name in _NAMES.items()}, "\\t": TAB}
_DECLARED = re.compile(r"""["']?sep=(?P<sign>[^\w"'\r\n])["']?[\s,;|]*""", re.IGNORECASE)
_FORBIDDEN = "\"'\r\n\0"


def _separator(told: str) -> str:
    sign = _SPELT.get(told.lower(), told)
    if sign == AUTO:
        return AUTO
    if len(sign) != 1 or sign.isalnum() or sign in _FORBIDDEN:
        names = ", ".join([*_NAMES.values(), AUTO])
        raise Invalid("separator_invalid", f"{told!r} cannot be a separator: give one character, or one of {names}.")
    return sign


@attrs.frozen
class CellMarks:
    """What is known of a table beforehand.

    Attributes:
        separator: the sign between cells, or its name: comma, semicolon, tab, pipe; AUTO if it is to be found;
            None for that of the format, unless the table itself says another one.
        quotes: whether quotes hold a cell together; None if they do unless tabs part the cells.

    Raises:
        Invalid: ``separator_invalid``.
    """

    separator: str | None = attrs.field(default=None, converter=attrs.converters.optional(_separator))
    quotes: bool | None = None

    def quoted(self, separator: str) -> bool:
        """Whether quotes hold cells together that ``separator`` parts."""
        return separator != TAB if self.quotes is None else self.quotes


def named(separator: str) -> str:
    """A separator in words, e.g. ``semicolon``; one without a name as it is, in quotes."""
    return _NAMES.get(separator, repr(separator))


def all_named(separator: str) -> str:
    """What separates all cells, in words, e.g. ``semicolons``."""
    return f"{named(separator)}s" if separator in _NAMES else f"the character {separator!r}"


def declared(line: str) -> str | None:
    """The separator that a line says there is, as Excel writes it (``sep=;``); None if the line does not say one."""
    found = _DECLARED.fullmatch(line)
    return found["sign"] if found else None


def without_marks(line: str) -> str:
    """A line without all that may part or quote its cells."""
    return re.sub(r'[,;\t|"]', "", line)


def likely(line: str, own: str, marks: CellMarks, suits: Callable[[Sequence[str]], bool]) -> str:
    """What parts the cells of a heading.

    Args:
        line: the heading.
        own: what the format has between cells; it is taken before all others.
        marks: says whether there are quotes.
        suits: whether these are the names of columns that are looked for.

    Returns:
        The first separator that gives such names; that which gives the most names if none does.
    """
    signs = dict.fromkeys((own, *_NAMES))
    cells = {sign: _cells(line, sign, quoted=marks.quoted(sign)) for sign in signs}
    return next((sign for sign in signs if suits(cells[sign])), max(signs, key=lambda sign: len(cells[sign])))


def _cells(line: str, separator: str, *, quoted: bool) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE))
    except csv.Error:
        return []
