"""Lays a release out as a folder: audio unpacked, every byte checked on the way, and there whole or not at all."""

import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from shrutik_cli.release_check import pieces
from shrutik_core.releases import checksums
from shrutik_core.releases.formats.csv import write_csv
from shrutik_core.releases.plain_manifest import PlainLine, read_line
from shrutik_core.releases.release import Release, ReleaseFile, ReleaseStatus
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_core.use_cases.releases.build_release import CLIPS, DATASHEET, MANIFEST
from shrutik_core.use_cases.releases.request_release import ReadReleases

_METADATA = "metadata.csv"


class Layout(StrEnum):
    """What is laid out beside the clips."""

    AUDIOFOLDER = "audiofolder"
    """``metadata.csv``, the manifest and the datasheet: what Hugging Face's audiofolder loader takes as it is."""
    FULL = "full"
    """Every text file of the release."""


def export(reader: ReadReleases, release: Release, out: Path, layout: Layout = Layout.AUDIOFOLDER) -> int:
    """Lay a release out; how many clips.

    Other text files are left out of the audiofolder layout, for that loader takes ``train.tsv`` to name a split.

    Raises:
        Conflict: ``folder_taken``, or ``release_<status>`` if it is not ready.
        Unavailable: ``release_damaged`` if the store's bytes are not those that were released.
    """
    if release.status not in {ReleaseStatus.READY, ReleaseStatus.SUPERSEDED}:
        raise Conflict(f"release_{release.status}", f"{release.title} is {release.status}; only a ready one goes out.")
    with _whole_folder(out) as folder:
        sums = dict(_texts(reader, release, folder, layout))
        lines = _lines(folder / MANIFEST)
        if _METADATA not in sums:
            sums[_METADATA] = _write(folder / _METADATA, _encoded(write_csv(lines.values())))
        sums.update(_unpack(reader, release, folder, lines))
        listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
        (folder / checksums.NAME).write_text(listed, encoding="utf-8")
    return len(lines)


@contextmanager
def _whole_folder(out: Path) -> Iterator[Path]:
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        raise Conflict("folder_taken", f"{out} is there already; name a folder that is not.")
    out.parent.mkdir(parents=True, exist_ok=True)
    work = out.parent / f".{out.name}.{token_hex(8)}"
    try:
        work.mkdir(mode=0o700)
        fresh = work / "new"
        fresh.mkdir()
        yield fresh
        fresh.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _texts(reader: ReadReleases, release: Release, folder: Path, layout: Layout) -> Iterator[tuple[str, str]]:
    wanted = {MANIFEST, DATASHEET} if layout is Layout.AUDIOFOLDER else {file.name for file in release.files}
    for file in release.files:
        if file.name in wanted - {CLIPS, checksums.NAME}:
            with reader.open(file) as stream:
                digest = _write(folder / file.name, pieces(stream))
            _require(digest == file.sha256, release, file.name)
            yield file.name, digest


def _unpack(
    reader: ReadReleases, release: Release, folder: Path, lines: dict[str, PlainLine]
) -> Iterator[tuple[str, str]]:
    (folder / "clips").mkdir()
    left = dict(lines)
    with reader.open(_file(release, CLIPS)) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            line, source = left.pop(member.name, None), archive.extractfile(member)
            if line is None or source is None:
                raise Unavailable("release_damaged", f"{CLIPS} of {release.title} holds {member.name!r}, unasked for.")
            digest = _write(folder / line.path, pieces(_binary(source)))
            _require(digest == line.sha256, release, line.path)
            yield line.path, digest
    _require(not left, release, CLIPS)


def _binary(source: object) -> BinaryIO:
    return source  # type: ignore[return-value]  # tarfile says IO[bytes]


def _file(release: Release, name: str) -> ReleaseFile:
    return next(file for file in release.files if file.name == name)


def _lines(manifest: Path) -> dict[str, PlainLine]:
    """The manifest's lines by the path of their audio; a path that is not the clip's own is refused."""
    with manifest.open(encoding="utf-8") as file:
        lines = [read_line(line) for line in file]
    for line in lines:
        if line.path != f"clips/{line.clip}.flac" or os.sep in line.clip:
            raise Unavailable("release_damaged", f"The manifest names the path {line.path!r}.")
    return {line.path: line for line in lines}


def _write(path: Path, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for part in parts:
            digest.update(part)
            file.write(part)
    return digest.hexdigest()


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode() + b"\n" for line in lines)


def _require(sound: bool, release: Release, name: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not sound:
        raise Unavailable("release_damaged", f"{name} of {release.title} is not as it was released.")
