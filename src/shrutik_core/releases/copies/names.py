"""Which files a copy of a release has to hold, and what else was found in its place."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from shrutik_core.releases import checksums, provenance
from shrutik_core.releases.copies.fault import CopyFault
from shrutik_core.releases.copies.withdrawn_file import NAME as WITHDRAWN
from shrutik_core.releases.copies.withdrawn_file import STAGING

SIGNATURE = f"{checksums.NAME}.minisig"
UNLISTED = (checksums.NAME, SIGNATURE, provenance.NAME)
"""Files of every release that its list of checksums cannot name."""


class Kind(StrEnum):
    """What lies somewhere in a folder."""

    FILE = "file"
    LINK = "link"
    EMPTY = "empty"
    """A folder without anything in it."""
    OTHER = "other"
    """A pipe, a socket or a device."""


_STRANGE = {
    Kind.LINK: "is a link; a release holds plain files, so put the file itself there",
    Kind.EMPTY: "is an empty folder that the release does not have; remove it",
    Kind.OTHER: "is neither a file nor a folder; remove it",
}


def strange(found: Mapping[str, Kind]) -> Iterator[CopyFault]:
    """What is neither file nor folder with files.

    Args:
        found: all that lies in the folder, by path.
    """
    for path, kind in sorted(found.items()):
        if kind is not Kind.FILE:
            yield CopyFault(path, _STRANGE[kind])


def missing(listed: Mapping[str, str], found: Mapping[str, Kind]) -> list[str]:
    """Paths at which nothing lies.

    Args:
        listed: checksums by path.
        found: all that lies in the folder, by path.
    """
    return sorted({*listed, *UNLISTED} - set(found))


def extra(listed: Mapping[str, str], found: Mapping[str, Kind]) -> list[str]:
    """Paths of files that the release does not have."""
    files = {path for path, kind in found.items() if kind is Kind.FILE}
    return sorted(files - {*listed, *UNLISTED, WITHDRAWN})


def misplaced(gone: list[str], more: Mapping[str, str], listed: Mapping[str, str]) -> Iterator[CopyFault]:
    """The faults of what is missing and what is there beside it; what was renamed is named once.

    Args:
        gone: see `missing`.
        more: see `extra`, each with the SHA-256 of its bytes, or empty if it was not asked for.
        listed: checksums by path.
    """
    by_digest = {digest: path for path, digest in more.items() if digest}
    renamed = set()
    for path in gone:
        other = by_digest.get(listed.get(path, ""))
        if other is None:
            yield CopyFault(path, "is missing; fetch it again")
        else:
            renamed.add(other)
            yield CopyFault(path, f"was renamed to {other}; give it its name back")
    for path in more:
        if path.startswith(f"{STAGING}/"):
            yield CopyFault(path, "was left behind when withdrawals were being applied; apply them again")
        elif path not in renamed:
            yield CopyFault(path, "does not belong to the release; remove it")
