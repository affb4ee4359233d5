"""Texts that no spreadsheet takes for a formula, and back."""

import regex

_FORMULA = regex.compile(r"'*[=+\-@\t\r\n＝＋－＠]").match
_GUARDED = regex.compile(r"''*[=+\-@\t\r\n＝＋－＠]").match
_STARTS = frozenset("'=+-@\t\r\n＝＋－＠")


def guard(text: str | None) -> str | None:
    """A text that no spreadsheet takes for a formula: with ``'`` before it if it begins with one of ``= + - @``.

    Their wide forms, tabs and line ends count too. A text that begins with apostrophes and then one of these gets one
    more, so that `unguard` gives every text back. The signs are those of OWASP, *CSV Injection*.
    """
    return f"'{text}" if text and text[0] in _STARTS and _FORMULA(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and _GUARDED(text) else text
