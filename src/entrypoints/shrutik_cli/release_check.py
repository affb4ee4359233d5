"""Checksums of a release, of what the store holds of it."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

import attrs

from shrutik_core.releases.release import Release
from shrutik_core.shared.errors import Missing
from shrutik_core.use_cases.releases.request_release import ReadReleases

_PIECE = 1 << 20


@attrs.frozen
class Check:
    """What checking came to.

    Attributes:
        files: how many were looked at.
        missing: names of those that are not there.
        changed: names of those whose bytes are others.
    """

    files: int
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything is as it was released."""
        return not self.missing and not self.changed


def sha256_of(stream: BinaryIO) -> str:
    """The hash of all that a stream still has."""
    digest = hashlib.sha256()
    for piece in pieces(stream):
        digest.update(piece)
    return digest.hexdigest()


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """What a stream still has, a megabyte at a time."""
    while piece := stream.read(_PIECE):
        yield piece


def check_store(reader: ReadReleases, release: Release) -> Check:
    """Compare every file of a release in the store with its hash in the database."""
    missing, changed = [], []
    for file in release.files:
        try:
            with reader.open(file) as stream:
                if sha256_of(stream) != file.sha256:
                    changed.append(file.name)
        except Missing:
            missing.append(file.name)
    return Check(len(release.files), tuple(missing), tuple(changed))
