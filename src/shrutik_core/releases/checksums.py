"""Checksums of a release, as ``sha256sum --check`` reads them, and the digest over them."""

import hashlib
from collections.abc import Iterable

import regex

from shrutik_core.releases.release import ReleaseFile
from shrutik_core.shared.errors import Invalid

NAME = "SHA256SUMS"
_LINE = regex.compile(r"([0-9a-f]{64})  (\S.*)")


def write_checksums(files: Iterable[ReleaseFile]) -> str:
    """One line for each file, by name."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in sorted(files, key=lambda file: file.name))


def read_checksums(text: str) -> dict[str, str]:
    """The hash of each name.

    Raises:
        Invalid: ``checksums_malformed``.
    """
    found = [_LINE.fullmatch(line) for line in text.splitlines()]
    if not found or not all(found):
        raise Invalid("checksums_malformed", "Not a list of SHA-256 checksums as sha256sum writes it.")
    return {match[2]: match[1] for match in found if match}


def release_digest(checksums: str) -> str:
    """SHA-256 over the list: two releases with the same digest have the same bytes."""
    return hashlib.sha256(checksums.encode()).hexdigest()
