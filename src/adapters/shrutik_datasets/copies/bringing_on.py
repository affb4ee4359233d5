"""Brings a copy of an earlier version on to a later one: manifests by a delta, shards as they were, blanked alike."""

import shutil
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import attrs

from shrutik_core.releases.copies.blank_line import blank_of
from shrutik_core.releases.delta.apply import apply_delta
from shrutik_core.releases.delta.change import Change, DeltaHead
from shrutik_core.releases.delta.make import changes_between, delta_name
from shrutik_core.releases.delta.place import placed
from shrutik_core.releases.delta.summary import DeltaCounts, DeltaSummary
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.shared.byte_lines import lines_in_blocks
from shrutik_core.shared.errors import Invalid, Missing
from shrutik_datasets.copies import durable_files
from shrutik_datasets.copies.copy_folder import SHARDS, CopyFolder

_BLOCK = 1 << 20


@attrs.frozen
class BroughtOn:
    """What bringing a copy on came to.

    Attributes:
        release: title of the later version.
        manifests: that were made.
        shards: that were copied.
        lacking: files that the later version lists and that neither copy has.
    """

    release: str
    manifests: int
    shards: int
    lacking: tuple[str, ...]


def write_delta(earlier: CopyFolder, later: CopyFolder, out: Path) -> DeltaSummary:
    """Write what tells one version from another, and say it in figures.

    Raises:
        Invalid: ``delta_mismatch`` if one is not an earlier version of the other; what `changes_between` raises.
        Missing: ``copy_file_missing``.
    """
    before, after = earlier.told(), later.told()
    if before.series != after.series or before.version >= after.version:
        raise Invalid("delta_mismatch", f"{before.title} is not an earlier version of {after.title}.")
    head, counts = DeltaHead(before.title, after.title), DeltaCounts()
    changes = counts.passing(changes_between(_texts(earlier), _texts(later), head))
    durable_files.write_whole(out, later.compressor.pack(_encoded(head, changes)))
    return counts.summary(head)


def bring_on(earlier: CopyFolder, later: CopyFolder, delta: Path | None = None) -> BroughtOn:
    """Complete a folder of a later version that lacks its manifests, and the shards that an earlier copy has.

    What is there stays; what is made is as it was released, byte for byte, or not put there. A shard in which a clip is
    blank that the later version holds again is still to be fetched.

    Args:
        earlier: copy of the earlier version; it is only read.
        later: folder of the later one.
        delta: file; None for the one in the later folder.

    Raises:
        Invalid: ``delta_mismatch`` if what comes of it is not as it was released; what `apply_delta` raises.
        Missing: ``copy_file_missing``.
    """
    before, after, listed = earlier.told(), later.told(), later.listed()
    name = f"{delta_name(before.version)}{later.compressor.ending}"
    lines = lines_in_blocks(later.compressor.unpack(_blocks(delta or later.root / name)))
    texts = apply_delta((line.decode() for line in lines), _texts(earlier))
    manifests = shards = 0
    for shard, told in groupby(texts, key=lambda text: placed(text).shard):
        path = later.manifest(shard)
        blanks = _make_manifest(later, path, told, listed.get(path, ""))
        manifests += 1
        archive = f"{SHARDS}{shard}.tar"
        if not (later.root / archive).exists() and _is_filled(earlier, shard, blanks):
            _copy_shard(earlier, later, archive, blanks, listed.get(archive, ""))
            shards += 1
    lacking = tuple(path for path in listed if not (later.root / path).exists())
    return BroughtOn(after.title, manifests, shards, lacking)


def _is_filled(folder: CopyFolder, shard: str, blanks: list[tuple[int, bytes]]) -> bool:
    """Whether a copy has a shard in which nothing is blank but what is to be."""
    if not (folder.root / f"{SHARDS}{shard}.tar").exists():
        return False
    lines = map(read_line, folder.manifest_lines(shard))
    return {line.offset_bytes for line in lines if line.blank} <= {offset for offset, _ in blanks}


def _make_manifest(later: CopyFolder, path: str, texts: Iterable[str], sha256: str) -> list[tuple[int, bytes]]:
    """Write a manifest; what is written over sounds of its shard that it does not hold."""
    blanks: list[tuple[int, bytes]] = []

    def told() -> Iterator[bytes]:
        for text in texts:
            line = read_line(text)
            if line.blank:
                blanks.append((line.offset_bytes, blank_of(line)))
            yield f"{text}\n".encode()

    staged = later.root / f"{path}.made"
    staged.parent.mkdir(parents=True, exist_ok=True)
    durable_files.write_whole(staged, later.compressor.pack(told()))
    _put(later, staged, path, sha256)
    return blanks


def _copy_shard(
    earlier: CopyFolder, later: CopyFolder, path: str, blanks: list[tuple[int, bytes]], sha256: str
) -> None:
    staged = later.root / f"{path}.made"
    staged.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(earlier.root / path, staged, follow_symlinks=False)
    durable_files.overwrite(staged, blanks)
    _put(later, staged, path, sha256)


def _put(later: CopyFolder, staged: Path, path: str, sha256: str) -> None:
    """Give a file its name if it is as it was released."""
    if later.digest(staged.relative_to(later.root).as_posix())[1] != sha256:
        staged.unlink()
        detail = f"{path}, made from the earlier copy, is not as it was released: was more withdrawn there? Fetch it."
        raise Invalid("delta_mismatch", detail)
    durable_files.move(staged, later.root / path)


def _texts(folder: CopyFolder) -> Iterator[str]:
    for shard in folder.shards(folder.listed()):
        for text in folder.manifest_lines(shard):
            yield text.decode()


def _encoded(head: DeltaHead, changes: Iterable[Change]) -> Iterator[bytes]:
    yield f"{head.text}\n".encode()
    for change in changes:
        yield f"{change.text}\n".encode()


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except FileNotFoundError as error:
        raise Missing("copy_file_missing", f"{path}: there is no such file; name the delta by --delta.") from error
