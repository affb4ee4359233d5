r"""Checksums of a release, as ``sha256sum`` writes and reads them, and the digest over them.

Read is what GNU coreutils take: digits in either case, ``*`` before the name of a file that was hashed as binary, CRLF,
comments and empty lines, lines of ``--tag``, and names escaped for their ``\`` or line ends, which a leading ``\``
says.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import regex

from shrutik_core.releases.paths import tidy_path
from shrutik_core.releases.release import ReleaseFile
from shrutik_core.shared.errors import Invalid

NAME = "SHA256SUMS"
_LINE = regex.compile(
    r"[ \t]*(?P<escaped>\\?)(?:"
    r"(?P<sha256>[0-9a-fA-F]{64}) [ *](?P<name>.+)"
    r"|SHA256 ?\((?P<name>.+)\)[ \t]*=[ \t]*(?P<sha256>[0-9a-fA-F]{64}))"
)
_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_UNESCAPED = {written: meant for meant, written in _ESCAPED.items()}
_TO_ESCAPE = regex.compile(r"[\\\n\r]")
_ESCAPE = regex.compile(r"\\.?", regex.DOTALL)


def write_checksums(files: Iterable[ReleaseFile]) -> str:
    """One line for each file, by name."""
    return write_listed({file.name: file.sha256 for file in files})


def write_listed(listed: Mapping[str, str]) -> str:
    """The list of these hashes by name: of what `read_checksums` read, in the form that releases have it."""
    return "".join(_line(name, sha256) for name, sha256 in sorted(listed.items()))


def read_checksums(text: str) -> dict[str, str]:
    """The hash of each name, in lower-case digits; names without ``./`` before them.

    Raises:
        Invalid: ``checksums_malformed``, with the number of the first line at fault, also if a name stands there twice
            or leads out of the folder.
    """
    if text.startswith("\ufeff"):
        raise _malformed(1, "begins with a byte order mark; save the list without one")
    found: dict[str, str] = {}
    for number, name, sha256 in listed_in(text.split("\n")):
        if name in found:
            raise named_again(number, name)
        found[name] = sha256
    if not found:
        raise Invalid("checksums_malformed", f"{NAME} lists nothing; a release has files.")
    return found


def listed_in(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Number of the line, name and hash, one after the other; that a name stands there twice is not looked at.

    Raises:
        Invalid: ``checksums_malformed``.
    """
    for number, line in enumerate(lines, 1):
        said = line.removesuffix("\r")
        if said and not said.startswith("#"):
            yield (number, *_read(number, said))


def named_again(number: int, name: str) -> Invalid:
    """The error of a list that names a file in two lines."""
    return _malformed(number, f"names {name!r} a second time")


def release_digest(checksums: str) -> str:
    """SHA-256 over the list: two releases with the same digest have the same bytes."""
    return hashlib.sha256(checksums.encode()).hexdigest()


def _line(name: str, sha256: str) -> str:
    written = _TO_ESCAPE.sub(lambda match: _ESCAPED[match[0]], name)
    return f"{'' if written == name else chr(92)}{sha256}  {written}\n"


def _read(number: int, line: str) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise _malformed(number, "is not a SHA-256 checksum and a name as sha256sum writes them")
    name = match["name"]
    try:
        if match["escaped"]:
            name = _ESCAPE.sub(lambda escape: _UNESCAPED[escape[0]], name)
        return tidy_path(name), match["sha256"].lower()
    except KeyError as error:
        raise _malformed(number, f"has an escape that sha256sum does not write: {error.args[0]!r}") from error
    except Invalid as error:
        raise _malformed(number, f"names {name[:200]!r}, which is not in the folder") from error


def _malformed(number: int, what: str) -> Invalid:
    return Invalid("checksums_malformed", f"Line {number} of {NAME} {what}.")
