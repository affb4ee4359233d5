"""All that is needed to fill a shard: its plan, and for each clip where its sound comes from."""

import hashlib
from collections.abc import Iterator

import attrs

from shrutik_core.releases.shards.recording_json import recording_json
from shrutik_core.releases.shards.shard import Shard, ShardClip
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "shard_recipe", "A shard cannot be filled from this.")


@attrs.frozen
class ClipSource:
    """Where a clip's two members come from.

    Attributes:
        shape: of its sound.
        sound: the blob, as it was measured; None if the clip is blank, for then there is none.
    """

    shape: SoundShape
    sound: StoredBlob | None


@attrs.frozen
class ShardRecipe:
    """A planned shard and its sources: the same recipe makes the same bytes, whoever fills it.

    Attributes:
        shard: as it is planned.
        sources: one for each of its clips, in their order.
        key: where the archive goes in the blob store.

    Raises:
        Invalid: ``shard_recipe`` if a source is not what the plan says of its clip.
    """

    shard: Shard
    sources: tuple[ClipSource, ...]
    key: str

    def __attrs_post_init__(self) -> None:
        if len(self.sources) != len(self.shard.clips):
            raise Invalid("shard_recipe", f"{self.shard.name} needs a source for each of its clips, and no others.")
        for clip, source in self.clips():
            if not _fits(clip, source):
                raise Invalid("shard_recipe", f"The clip {clip.clip} has another source than it was planned with.")

    def clips(self) -> Iterator[tuple[ShardClip, ClipSource]]:
        """Each clip with its source, in the archive's order."""
        return zip(self.shard.clips, self.sources, strict=True)

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal, of what decides the archive's bytes; where sounds lie and the archive goes do not."""
        digest = hashlib.sha256(self.shard.name.encode())
        for clip, source in self.clips():
            sound = source.sound.sha256 if source.sound else "blank"
            digest.update(f"\n{clip.clip} {clip.flac_bytes} {attrs.astuple(source.shape)} {sound}".encode())
        return digest.hexdigest()


def _fits(clip: ShardClip, source: ClipSource) -> bool:
    if clip.blank != (source.sound is None) or (source.sound and source.sound.size != clip.flac_bytes):
        return False
    return len(recording_json(clip.clip, source.shape)) == clip.json_bytes


def planned_clip(clip: str, split: str, source: ClipSource) -> ShardClip:
    """What is to be planned of a clip that has this source.

    Raises:
        Invalid: ``shard_recipe`` if it has no sound; ``shard_clip``.
    """
    if source.sound is None:
        raise Invalid("shard_recipe", f"The clip {clip[:40]!r} has no sound that could be planned: leave it out.")
    return ShardClip(clip, split, source.sound.size, len(recording_json(clip, source.shape)))
