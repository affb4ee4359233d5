"""Read one clip out of a shard, by one ranged read of the archive that everybody downloads."""

import hashlib

import attrs

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.shared.errors import Invalid


@attrs.frozen
class ReadClip:
    """Takes a clip's sound from a shard in a store."""

    blobs: BlobStore

    def __call__(self, key: str, offset_bytes: int, size_bytes: int, sha256: str) -> bytes:
        """The sound; nothing else of the shard is read.

        Args:
            key: of the shard's blob.
            offset_bytes: of the sound in it, as manifest and plan say.
            size_bytes: of the sound.
            sha256: of the sound, 64 hexadecimal characters.

        Raises:
            Missing: ``blob_missing`` if the shard is gone.
            Invalid: ``clip_damaged`` if other bytes lie there.
        """
        with self.blobs.open(key, offset_bytes, size_bytes) as stream:
            sound = stream.read()
        if hashlib.sha256(sound).hexdigest() != sha256:
            raise Invalid(
                "clip_damaged",
                f"At byte {offset_bytes} of {key} lies a sound that its manifest does not name: verify the release.",
            )
        return sound
