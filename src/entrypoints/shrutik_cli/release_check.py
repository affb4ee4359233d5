"""Checksums of a release: of a folder that was downloaded or laid out, or of what the store holds."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import attrs

from shrutik_core.releases import checksums
from shrutik_core.releases.release import Release
from shrutik_core.shared.errors import Invalid, Missing
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


def check_folder(folder: Path) -> Check:
    """Compare every file that ``SHA256SUMS`` names.

    Raises:
        Invalid: ``checksums_malformed``, also if a name leads out of the folder.
        Missing: ``checksums_missing`` if the folder has no list.
    """
    try:
        listed = checksums.read_checksums((folder / checksums.NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Missing("checksums_missing", f"{folder} has no {checksums.NAME}; it is not a release.") from error
    except UnicodeDecodeError as error:
        raise Invalid("checksums_malformed", f"{folder / checksums.NAME} is not text.") from error
    missing, changed = [], []
    for name, digest in listed.items():
        path = _inside(folder, name)
        if not path.is_file():
            missing.append(name)
            continue
        with path.open("rb") as file:
            if sha256_of(file) != digest:
                changed.append(name)
    return Check(len(listed), tuple(missing), tuple(changed))


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


def _inside(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Invalid("checksums_malformed", f"{checksums.NAME} names {name!r}, which is not in the folder.")
    return folder / path
