"""A recording: one take of one voice, and its life."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import attrs

from shrutik_core.people.origin import Origin
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.ids import CollectionId, ContributorId, PromptId, RecordingId, SpeakerId
from shrutik_core.shared.lives import Life


class RecordingStatus(StrEnum):
    """Where a recording is in its life."""

    UPLOADED = "uploaded"
    PROCESSING = "processing"
    CHUNKED = "chunked"
    REFUSED = "refused"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


COPIED = "copied"
"""Code of the reason that the original of a copy is of another account."""

_W = RecordingStatus.WITHDRAWN
RECORDING_LIFE = Life(
    "recording",
    {
        RecordingStatus.UPLOADED: frozenset({RecordingStatus.PROCESSING, _W}),
        RecordingStatus.PROCESSING: frozenset(
            {RecordingStatus.CHUNKED, RecordingStatus.REFUSED, RecordingStatus.FAILED, _W}
        ),
        RecordingStatus.CHUNKED: frozenset({_W}),
        RecordingStatus.REFUSED: frozenset({_W}),
        RecordingStatus.FAILED: frozenset({RecordingStatus.PROCESSING, _W}),
        _W: frozenset(),
    },
)


@attrs.frozen
class Reason:
    """Why a recording was refused, failed, or was taken with a warning.

    Attributes:
        code: stable, e.g. ``too_noisy``.
        detail: what to do about it, for the speaker, in their language.
    """

    code: str
    detail: str


@attrs.frozen
class Sound:
    """What decoding found out about a recording.

    Attributes:
        duration: seconds.
        sample_rate: samples per second and channel.
        channels: 1 to 8.
        samples: per channel.
        codec: e.g. ``opus``.
        container: e.g. ``webm``.
    """

    duration: float
    sample_rate: int
    channels: int
    samples: int
    codec: str
    container: str


@attrs.frozen
class Recording:
    """One take of one voice.

    Attributes:
        id: UUIDv7.
        collection: where it belongs.
        speaker: whose voice it is.
        contributor: whose account sent it.
        prompt: what was to be said; None for free speech.
        audio: the original, byte for byte.
        media_type: from the content, e.g. ``audio/flac``.
        created_at: when it was received, UTC.
        updated_at: when it last changed, UTC.
        status: where it is in its life.
        reasons: why it was refused or failed, and its warnings.
        sound: None until it was decoded.
        quality: figures by name, with the unit in the name; empty until measured.
        chunk_count: chunks, silent ones included; 0 until cut.
        metadata: what the sender said about it, e.g. the device.
        copy_of: the earlier recording that it is a copy of, if the collection minds.
        withdrawn_at: when it was withdrawn, UTC; None unless it is.
        origin: from where it was sent; None if from this machine, or if that was not kept.
    """

    id: RecordingId
    collection: CollectionId
    speaker: SpeakerId
    contributor: ContributorId
    prompt: PromptId | None
    audio: StoredBlob
    media_type: str
    created_at: datetime
    updated_at: datetime
    status: RecordingStatus = RecordingStatus.UPLOADED
    reasons: tuple[Reason, ...] = ()
    sound: Sound | None = None
    quality: Mapping[str, object] = attrs.field(factory=dict)
    chunk_count: int = 0
    metadata: Mapping[str, object] = attrs.field(factory=dict)
    copy_of: RecordingId | None = None
    withdrawn_at: datetime | None = None
    origin: Origin | None = None

    @property
    def erased(self) -> bool:
        """Whether nothing is left of it but this tombstone."""
        return not self.audio.key

    def become(self, status: RecordingStatus, now: datetime, reasons: tuple[Reason, ...] | None = None) -> "Recording":
        """The same recording in another state, with the reasons for it (None keeps those it has).

        Raises:
            Conflict: ``recording_<status>`` if its life does not allow it.
        """
        after = RECORDING_LIFE.step(self.status, status)
        kept = self.reasons if reasons is None else reasons
        return attrs.evolve(self, status=after, reasons=kept, updated_at=now)

    def measured(self, sound: Sound, quality: Mapping[str, object], now: datetime) -> "Recording":
        """The same recording with what decoding found out."""
        return attrs.evolve(self, sound=sound, quality=dict(quality), updated_at=now)

    def withdraw(self, now: datetime) -> "Recording":
        """The recording taken back by its speaker: nobody hears it any more, and nothing is deleted yet.

        Raises:
            Conflict: ``recording_withdrawn`` if it was before.
        """
        return attrs.evolve(self.become(_W, now), withdrawn_at=now)

    def restore(self, status: RecordingStatus, now: datetime) -> "Recording":
        """The recording as the withdrawal found it: that was undone in time, so it is no step of the recording's life.

        Args:
            status: in which it was withdrawn.
            now: UTC.

        Raises:
            Conflict: ``recording_<status>`` if it is not withdrawn, or is erased already.
        """
        if self.status is not _W or self.erased or not RECORDING_LIFE.allows(status, _W):
            raise Conflict(f"recording_{self.status}", "Nothing of this recording is left that could be brought back.")
        return attrs.evolve(self, status=status, withdrawn_at=None, updated_at=now)

    def erase(self, now: datetime) -> "Recording":
        """The tombstone of a withdrawn recording: ids, where it belonged, when it came and when it was withdrawn.

        Raises:
            Conflict: ``recording_<status>`` if it is not withdrawn.
        """
        if self.status is not _W:
            raise Conflict(f"recording_{self.status}", "Only a withdrawn recording is erased.")
        return Recording(
            id=self.id,
            collection=self.collection,
            speaker=self.speaker,
            contributor=self.contributor,
            prompt=None,
            audio=StoredBlob("", 0, ""),
            media_type="",
            created_at=self.created_at,
            updated_at=now,
            status=_W,
            withdrawn_at=self.withdrawn_at,
        )

    def discreet(self) -> "Recording":
        """The recording as its sender may see it: an original that is somebody else's is not named."""
        others = any(reason.code == COPIED for reason in self.reasons)
        return attrs.evolve(self, copy_of=None) if others else self


def original_key(recording: RecordingId) -> str:
    """Where a recording's original lies in the blob store."""
    return f"{recording_prefix(recording)}original"


def recording_prefix(recording: RecordingId) -> str:
    """How the keys of all begin that is made of a recording."""
    return f"recordings/{recording}/"
