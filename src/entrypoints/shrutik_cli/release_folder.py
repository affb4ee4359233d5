"""Lays a release out as a folder, every byte checked on the way, there whole or not at all; or as one archive."""

import hashlib
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import zstandard

from shrutik_cli.release_check import pieces
from shrutik_core.people.roles import Actor
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.shared.errors import Conflict, Unavailable
from shrutik_core.use_cases.releases.request_release import ReadReleases

ARCHIVE = ".tar.zst"
"""What the name of an archive ends in."""
_FILE_MODE = 0o644


def lay_out(reader: ReadReleases, actor: Actor, release: Release, folder: Path) -> None:
    """Write all files of a release into a folder, as they were released, each as a download of this actor.

    Raises:
        Conflict: ``release_<status>`` if it is not ready.
        Gone: ``release_withdrawn`` if a speaker in it took their voice back.
        Refused: ``not_permitted``.
        Unavailable: ``release_damaged`` if the store's bytes are not those that were released.
    """
    check_ready(release)
    for file in release.files:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with reader.open(reader.file(actor, release.id, file.name)) as stream:
            digest = _write(path, pieces(stream))
        if digest != file.sha256:
            raise Unavailable("release_damaged", f"{file.name} of {release.title} is not as it was released.")


def check_ready(release: Release) -> None:
    """That the release has files.

    Raises:
        Conflict: ``release_<status>``.
    """
    if release.status not in {ReleaseStatus.READY, ReleaseStatus.SUPERSEDED}:
        raise Conflict(f"release_{release.status}", f"{release.title} is {release.status}; only a ready one goes out.")


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A fresh folder that becomes ``out`` in the end, or an archive if its name ends so; nothing is left of a half one.

    Raises:
        Conflict: ``folder_taken`` if something is there already; an empty folder may be.
    """
    empty = out.is_dir() and not out.is_symlink() and not any(out.iterdir())
    if out.is_symlink() or (out.exists() and not empty):
        raise Conflict("folder_taken", f"{out} is there already; name a folder that is not.")
    out.parent.mkdir(parents=True, exist_ok=True)
    work = out.parent / f".{out.name}.{token_hex(8)}"
    try:
        work.mkdir(mode=0o700)
        fresh = work / "new"
        fresh.mkdir()
        yield fresh
        if out.name.endswith(ARCHIVE):
            _pack(fresh, work / "packed", out.name.removesuffix(ARCHIVE))
            (work / "packed").rename(out)
        else:
            fresh.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _pack(folder: Path, archive: Path, name: str) -> None:
    """The folder's files as one archive, in the order of their names and without a word of this machine."""
    packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
    with (
        archive.open("xb") as file,
        packer.stream_writer(file) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            member = tarfile.TarInfo(f"{name}/{path.relative_to(folder).as_posix()}")
            member.size, member.mode = path.stat().st_size, _FILE_MODE
            with path.open("rb") as source:
                tar.addfile(member, source)


def _write(path: Path, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for part in parts:
            digest.update(part)
            file.write(part)
    return digest.hexdigest()
