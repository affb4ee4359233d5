"""Texts as they stand in tables and in JSON: quoted so that each comes back, or cleaned where nothing quotes."""

from functools import lru_cache
from json.encoder import encode_basestring

import regex

_CSV_QUOTES = regex.compile(r'[",\r\n]').search
_TSV_QUOTES = regex.compile(r'["\t\r\n]').search
_BREAKS = regex.compile(r"[|\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+").sub
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def csv_cell(text: str | None) -> str:
    """A cell of a CSV file: quoted as RFC 4180 says if it needs that or is empty; None is nothing at all."""
    if text is None:
        return ""
    return _in_quotes(text) if not text or _CSV_QUOTES(text) else text


def tsv_cell(text: str | None) -> str:
    """The same between tabs: what readers of tables with their usual settings take back unchanged."""
    if text is None:
        return ""
    return _in_quotes(text) if not text or _TSV_QUOTES(text) else text


tsv_word = lru_cache(4096)(tsv_cell)
"""The same for words that come again and again: languages, traits."""


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def bar_cell(text: str) -> str:
    """A text for lines with ``|`` between the cells, where nothing quotes: a bar, tab or line end becomes one space."""
    return _BREAKS(" ", text)


def one_line(text: str) -> str:
    """The words of a text with one space between them, for files that are split at white space."""
    return " ".join(text.split())


def json_text(text: str | None) -> str:
    """A text in JSON, quotes and all; what some readers take for a line end is escaped as well."""
    if text is None:
        return "null"
    quoted = encode_basestring(text)
    return quoted if text.isprintable() else quoted.translate(_LINE_ENDS)


json_word = lru_cache(4096)(json_text)
"""The same for words that come again and again: splits, languages, traits."""


def json_number(value: float | None) -> str:
    """A number in JSON, or null."""
    return "null" if value is None else repr(value)
