"""Fill a planned shard: copy each clip to its place, and hash the archive as it is written."""

import hashlib
from collections.abc import Iterator

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.releases.shards.blanking import blank_sound
from shrutik_core.releases.shards.filled_shard import FilledShard, read_filled, write_filled
from shrutik_core.releases.shards.recipe import ShardRecipe
from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.shard import RECORDING, SOUND
from shrutik_core.releases.shards.tar_header import end_bytes, padding_bytes, tar_header
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Invalid, Missing, declare

declare(Invalid, "clip_damaged", "A clip's bytes are not those that were kept.")

NOTE = ".filled"
"""What the key of a shard's note ends with, behind the key of the shard."""
_READ = 1 << 20


@attrs.frozen
class FillShard:
    """Fills shards from a store into the same store; a pure function of the recipe and the clips' bytes.

    It can be pickled if the store can, and several may fill the same shard at once: each writes the same bytes, and a
    blob is there whole or not at all.
    """

    blobs: BlobStore

    def __call__(self, recipe: ShardRecipe) -> FilledShard:
        """Fill it; nothing is read of the clips if that was done before, with the same recipe.

        What was done is known by a note beside the archive, under its key and ``.filled``. It may be deleted as soon as
        nobody will ask again.

        Raises:
            Missing: ``blob_missing`` if a clip is gone.
            Invalid: ``clip_damaged`` if a clip has other bytes than the recipe says.
        """
        return self._done(recipe) or self._fill(recipe)

    def _done(self, recipe: ShardRecipe) -> FilledShard | None:
        sizes = {entry.key: entry.size for entry in self.blobs.list(recipe.key)}
        if sizes.get(recipe.key) != recipe.shard.size_bytes or recipe.key + NOTE not in sizes:
            return None
        try:
            with self.blobs.open(recipe.key + NOTE) as stream:
                filled = read_filled(stream.read().decode())
        except (Missing, Invalid, UnicodeDecodeError):  # deleted meanwhile, or another program's
            return None
        return filled if (filled.recipe, filled.key) == (recipe.digest, recipe.key) else None

    def _fill(self, recipe: ShardRecipe) -> FilledShard:
        # While the two are apart the archive is as good as not there.
        self.blobs.delete(recipe.key + NOTE)
        members: list[str] = []
        blob = self.blobs.put(recipe.key, self._archive(recipe, members))
        filled = FilledShard(recipe.shard.name, recipe.key, blob.size, blob.sha256, tuple(members), recipe.digest)
        self.blobs.put(recipe.key + NOTE, [write_filled(filled).encode()])
        return filled

    def _archive(self, recipe: ShardRecipe, members: list[str]) -> Iterator[bytes]:
        """The archive's bytes in few blocks of at most a megabyte or so, and the hash of each member."""
        size, behind = 0, b""
        for clip, source in recipe.clips():
            yield behind + tar_header(f"{clip.clip}.{SOUND}", clip.flac_bytes)
            if source.sound:
                yield from self._sound(clip.clip, source.sound)
                members.append(source.sound.sha256)
            else:
                silence = blank_sound(clip.flac_bytes, source.shape)
                yield silence
                members.append(hashlib.sha256(silence).hexdigest())
            told = recording_json(clip.clip, source.shape)
            members.append(hashlib.sha256(told).hexdigest())
            behind = b"".join(
                (
                    bytes(padding_bytes(clip.flac_bytes)),
                    tar_header(f"{clip.clip}.{RECORDING}", len(told)),
                    told,
                    bytes(padding_bytes(len(told))),
                )
            )
            size += clip.archived_bytes
        yield behind + bytes(end_bytes(size))

    def _sound(self, clip: str, sound: StoredBlob) -> Iterator[bytes]:
        """A clip's bytes, looked at as they pass; an archive whose clip is not right is never a blob."""
        digest, left = hashlib.sha256(), sound.size
        with self.blobs.open(sound.key) as stream:
            while block := stream.read(min(_READ, left + 1)):
                left -= len(block)
                digest.update(block)
                yield block
        if left or digest.hexdigest() != sound.sha256:
            raise Invalid(
                "clip_damaged",
                f"The clip {clip} (blob {sound.key}) does not have the {sound.size} bytes that were kept, or not those "
                "that hash to what was noted: bring back the blob from a copy, or leave the clip out.",
            )
