"""What minisign's files are made of: comments, and base64 of bytes whose length tells whether all are there."""

import base64
import binascii

import regex

from shrutik_core.shared.errors import Invalid

UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "
KEY_ALGORITHM = b"Ed"
KEY_ID_BYTES = 8
LONGEST_COMMENT = 1_000
"""Of a comment that we write or read, in bytes of UTF-8; minisign 0.11 takes 1,024 with the words before it."""

# Tabs stand in the comments that minisign makes up itself.
_CONTROL = regex.compile(r"(?!\t)[\p{Cc}\p{Cs}]")


def read_blob(text: str, length: int, what: str) -> bytes:
    """The bytes that a line of base64 says.

    Args:
        text: the line, without white space around it.
        length: how many bytes there must be.
        what: it is, for the error.

    Raises:
        Invalid: ``signature_malformed`` if it is not the only base64 form of so many bytes.
    """
    try:
        blob = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise malformed(what) from error
    if len(blob) != length or write_blob(blob) != text:
        raise malformed(what)
    return blob


def write_blob(blob: bytes) -> str:
    """Bytes as base64."""
    return base64.b64encode(blob).decode()


def read_lines(text: str, *, most: int) -> list[str]:
    """The first lines of a file, without their ends (LF or CRLF)."""
    return [line.removesuffix("\r") for line in text.split("\n", most)[:most]]


def read_comment(line: str, mark: str, what: str) -> str:
    """The comment that a line says after its mark.

    Raises:
        Invalid: ``signature_malformed`` without the mark, or with what is no comment.
    """
    if not line.startswith(mark):
        raise malformed(what)
    return check_comment(line.removeprefix(mark))


def check_comment(comment: str) -> str:
    """The comment, if it is one line without control characters.

    Raises:
        Invalid: ``signature_malformed``.
    """
    if _CONTROL.search(comment) or len(comment.encode()) > LONGEST_COMMENT:
        detail = f"A comment is one line without control characters, {LONGEST_COMMENT} bytes at most."
        raise Invalid("signature_malformed", detail)
    return comment


def check_bytes(name: str, value: bytes, length: int) -> None:
    """Let pass so many bytes.

    Raises:
        Invalid: ``signature_malformed``.
    """
    if len(value) != length:
        raise Invalid("signature_malformed", f"The {name} has {length} bytes, not {len(value)}.")


def malformed(what: str) -> Invalid:
    """The error of a file that does not hold what it should."""
    return Invalid("signature_malformed", f"This is not {what} as minisign writes it.")
