"""Plain text as every store can keep it: whole Unicode characters, and no NUL."""

import regex

from shrutik_core.shared.errors import FieldError, Invalid, declare

declare(Invalid, "text_invalid", "This text cannot be stored as it is.")

_UNSTORABLE = regex.compile(r"[\x00\ud800-\udfff]")


def is_plain(text: str) -> bool:
    """Whether the text can be encoded and stored."""
    return _UNSTORABLE.search(text) is None


def check_plain(text: str, field: str) -> str:
    """The text, if it can be encoded and stored.

    Args:
        text: of any length.
        field: where it came from, for the message.

    Raises:
        Invalid: ``text_invalid`` if it holds a NUL or half of a surrogate pair.
    """
    if not is_plain(text):
        detail = "The text holds a NUL or half a character; type it again, or send it as UTF-8."
        raise Invalid("text_invalid", detail, errors=[FieldError(field, detail)])
    return text
