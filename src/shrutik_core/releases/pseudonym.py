"""Pseudonyms: what clips, recordings and speakers are called in the releases of one series, and nowhere else."""

import hmac
from uuid import UUID

import attrs

from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, SpeakerId


@attrs.frozen
class Pseudonyms:
    """The names that one series of releases, all versions of one name, gives to what it holds.

    Each is 32 hexadecimal characters: HMAC-SHA-256 under the installation's salt, cut in half. Without the salt it
    leads to no id, tells no time, and is not found again in another series.

    Attributes:
        series: the releases' name.
        salt: the installation's.
    """

    series: str
    salt: bytes = attrs.field(repr=False)

    def clip(self, chunk: ChunkId) -> str:
        """What a chunk is called."""
        return self._of("clip", chunk)

    def recording(self, recording: RecordingId) -> str:
        """What a recording is called."""
        return self._of("recording", recording)

    def speaker(self, speaker: SpeakerId) -> str:
        """What a speaker is called."""
        return self._of("speaker", speaker)

    def worker(self, contributor: ContributorId) -> str:
        """What a person is called who typed transcriptions."""
        return self._of("worker", contributor)

    def order(self, speaker: SpeakerId) -> str:
        """In which order speakers are placed in splits; another name than the one that goes out."""
        return self._of("order", speaker)

    def _of(self, kind: str, id_: UUID) -> str:
        # Neither a kind nor a release's name holds a NUL, so no two of these are alike.
        return hmac.digest(self.salt, f"{kind}\0{self.series}\0".encode() + id_.bytes, "sha256").hex()[:32]
