"""Lays a release out, every byte checked on the way, whole or not at all: in a folder, an archive or a bucket."""

import hashlib
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import zstandard

from shrutik_bootstrap.buckets import is_bucket
from shrutik_bootstrap.release_places import ARCHIVE, bucket_sink, check_out, folder_sink
from shrutik_cli.release_check import pieces
from shrutik_core.people.roles import Actor
from shrutik_core.releases import checksums
from shrutik_core.releases.release import Release, ReleaseStatus
from shrutik_core.releases.views.writing import ViewSink, write_file
from shrutik_core.shared.errors import Conflict, Invalid, Unavailable, declare
from shrutik_core.use_cases.releases.request_release import ReadReleases

_FILE_MODE = 0o644
declare(Invalid, "archive_elsewhere", "An archive cannot be written there.")


def lay_out(reader: ReadReleases, actor: Actor, release: Release, sink: ViewSink) -> None:
    """Write all files of a release, as they were released, each as a download of this actor.

    Raises:
        Conflict: ``release_<status>`` if it is not ready.
        Gone: ``release_withdrawn`` if a speaker in it took their voice back.
        Refused: ``not_permitted``.
        Unavailable: ``release_damaged`` if the store's bytes are not those that were released.
    """
    check_ready(release)
    # Where files come one by one, the list of them comes last: whoever reads it finds the others.
    for file in sorted(release.files, key=lambda file: file.name == checksums.NAME):
        digest = hashlib.sha256()
        with reader.open(reader.file(actor, release.id, file.name)) as stream:
            write_file(sink, file.name, _hashed(pieces(stream), digest))
        if digest.hexdigest() != file.sha256:
            raise Unavailable("release_damaged", f"{file.name} of {release.title} is not as it was released.")


def check_ready(release: Release) -> None:
    """That the release has files.

    Raises:
        Conflict: ``release_<status>``.
    """
    if release.status not in {ReleaseStatus.READY, ReleaseStatus.SUPERSEDED}:
        raise Conflict(f"release_{release.status}", f"{release.title} is {release.status}; only a ready one goes out.")


@contextmanager
def placed(out: str) -> Iterator[ViewSink]:
    """Takes the files of a release that will lie there: in a folder or an archive, see `whole`, or in a bucket.

    Raises:
        Conflict: ``folder_taken`` if something is there already.
        Invalid: ``address_unknown``, ``archive_elsewhere`` or ``settings_invalid``.
    """
    check_out(out)
    if not is_bucket(out):
        with whole(Path(out)) as folder, folder_sink(folder) as sink:
            yield sink
        return
    if out.partition("?")[0].endswith(ARCHIVE):
        raise Invalid("archive_elsewhere", "An archive is made in a folder: name one, and copy the archive then.")
    with bucket_sink(out) as sink:
        yield sink


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


def _hashed(parts: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for part in parts:
        digest.update(part)
        yield part
