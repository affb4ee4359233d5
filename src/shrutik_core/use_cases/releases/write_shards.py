"""Write the shards of a planned release and their manifests, one after the other; broken off, it goes on."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.ports.work_pool import WorkPool
from shrutik_core.releases.manifest.json_lines import write_line
from shrutik_core.releases.manifest.making import ManifestFacts, lines_of
from shrutik_core.releases.release import Release, ReleaseFile, release_key
from shrutik_core.releases.row import ReleaseRow
from shrutik_core.releases.series_index import IndexedShard
from shrutik_core.releases.shards.filled_shard import FilledShard
from shrutik_core.releases.shards.recipe import ClipSource, ShardRecipe
from shrutik_core.releases.shards.tar_header import tar_header
from shrutik_core.releases.tree.builder import TreeBuilder
from shrutik_core.releases.tree.leaves import line_leaf, manifest_leaf, member_leaf, shard_leaf
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.use_cases.releases.fill_shard import FillShard
from shrutik_core.use_cases.releases.text_blobs import encoded
from shrutik_core.use_cases.releases.written_file import WrittenFile

TAR, JSON_LINES = "application/x-tar", "application/zstd"


@attrs.frozen
class WrittenShard:
    """A shard that is whole, and its manifest.

    Attributes:
        name: such as ``train-00000``.
        archive: with the sounds.
        manifest: with the lines.
        clips: that have a line.
    """

    name: str
    archive: WrittenFile
    manifest: WrittenFile
    clips: int


@attrs.frozen
class WriteShards:
    """Writes a manifest from the database as it is now, and has the shard filled, near by or elsewhere, meanwhile."""

    units_of_work: UnitsOfWork
    blobs: BlobStore
    compressor: Compressor
    pool: WorkPool

    def __call__(
        self, release: Release, shards: Iterable[IndexedShard], facts: ManifestFacts
    ) -> Iterator[WrittenShard]:
        """The shards as they become whole, in their order.

        Args:
            release: whose they are.
            shards: as they were planned.
            facts: what all lines share.

        Raises:
            Invalid: ``clip_damaged`` if a clip has other bytes than were kept.
            Missing: ``blob_missing`` if a clip is gone.
            Unavailable: ``release_outdated`` if nothing may go out of a clip any more; ``work_pool_lost``.
        """
        begun: deque[tuple[IndexedShard, WrittenFile, int]] = deque()

        def recipes() -> Iterator[ShardRecipe]:
            for indexed in shards:
                rows = self._rows(release, indexed, facts)
                begun.append((indexed, *self._write_manifest(release, indexed, rows, facts)))
                yield _recipe(release, indexed, rows)

        for filled in self.pool.each(FillShard(self.blobs), recipes()):
            indexed, manifest, clips = begun.popleft()
            yield WrittenShard(indexed.shard.name, _archive(indexed, filled), manifest, clips)

    def _rows(self, release: Release, indexed: IndexedShard, facts: ManifestFacts) -> dict[str, ReleaseRow]:
        with self.units_of_work() as uow:
            found = uow.releases.held_rows(release.id, indexed.shard.name)
            return {facts.pseudonyms.clip(row.chunk): row for row in found}

    def _write_manifest(
        self, release: Release, indexed: IndexedShard, rows: dict[str, ReleaseRow], facts: ManifestFacts
    ) -> tuple[WrittenFile, int]:
        name = f"manifest/{indexed.shard.name}.jsonl{self.compressor.ending}"
        tree = TreeBuilder()

        def told() -> Iterator[str]:
            for line in lines_of(indexed, rows, facts):
                text = write_line(line)
                tree.append(line_leaf(text.encode()))
                yield text

        blob = self.blobs.put(release_key(release.id, name), self.compressor.pack(encoded(told())))
        leaf = manifest_leaf(name, tree.size, tree.root())
        return WrittenFile(ReleaseFile(name, blob.key, blob.size, blob.sha256, JSON_LINES), leaf), len(rows)


def _recipe(release: Release, indexed: IndexedShard, rows: dict[str, ReleaseRow]) -> ShardRecipe:
    sources = []
    for clip in indexed.clips:
        row = None if clip.planned.blank else rows[clip.planned.clip]
        sound = StoredBlob(row.audio_key, row.audio_bytes, row.audio_sha256) if row else None
        sources.append(ClipSource(clip.shape, sound))
    return ShardRecipe(indexed.shard, tuple(sources), release_key(release.id, _name(indexed)))


def _archive(indexed: IndexedShard, filled: FilledShard) -> WrittenFile:
    tree = TreeBuilder()
    for member, sha256 in zip(indexed.shard.members(), filled.members, strict=True):
        header = hashlib.sha256(tar_header(member.name, member.size_bytes)).digest()
        tree.append(member_leaf(member.name, member.size_bytes, bytes.fromhex(sha256), header))
    name = _name(indexed)
    leaf = shard_leaf(name, filled.size_bytes, tree.size, tree.root())
    return WrittenFile(ReleaseFile(name, filled.key, filled.size_bytes, filled.sha256, TAR), leaf)


def _name(indexed: IndexedShard) -> str:
    return f"shards/{indexed.shard.name}.tar"
