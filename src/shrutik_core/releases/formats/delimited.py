"""Fields joined to a line: quoted as RFC 4180 (2005) says, or cleaned if a format cannot quote."""

from collections.abc import Sequence

import regex

_NEEDS_QUOTES = regex.compile(r'[",\r\n]')
_BREAKS = regex.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def csv_line(fields: Sequence[object]) -> str:
    """Fields with commas between them; quoted if they hold a comma, a quote or a line end."""
    return ",".join(_quoted(str(field)) for field in fields)


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if _NEEDS_QUOTES.search(field) else field


def tsv_line(fields: Sequence[object]) -> str:
    """Fields with tabs between them; a tab or a line end within a field becomes one space."""
    return "\t".join(_BREAKS.sub(" ", str(field)) for field in fields)


def pipe_line(fields: Sequence[object]) -> str:
    """Fields with ``|`` between them; a ``|`` or a line end within a field becomes one space."""
    return "|".join(_BREAKS.sub(" ", str(field)).replace("|", " ") for field in fields)
