"""One row of a release: a settled chunk with all that a researcher may know of it."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.chunking.chunk import Settler
from shrutik_core.releases.candidate import ReleaseCandidate
from shrutik_core.releases.selection import LeftOut
from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.ids import ChunkId, ContributorId, RecordingId, SpeakerId


@attrs.frozen
class CastVote:
    """A transcription that counted.

    Attributes:
        contributor: who typed it.
        text: as typed.
        reliability: what is believed of the contributor's words in the language, 0 to 1; None if nothing is known.
    """

    contributor: ContributorId
    text: str
    reliability: float | None


@attrs.frozen
class ClipOutline:
    """A clip that goes out, as far as the plan of a release asks.

    Attributes:
        chunk: its id.
        speaker: whose voice it is.
        collection: slug.
        language: BCP 47.
        seconds: of the clip.
        prompt: what was to be said in the whole recording; empty for free speech.
        sound: the clip in the blob store.
        measured: what decoding it has shown; None if nobody decoded it yet.
    """

    chunk: ChunkId
    speaker: SpeakerId
    collection: str
    language: str
    seconds: float
    prompt: str
    sound: StoredBlob
    measured: MeasuredClip | None


@attrs.frozen
class ReleaseRow:
    """A settled chunk whose speaker agreed to its publication.

    Attributes:
        chunk: its id; neither it nor the next two go out as they are, see `Pseudonyms`.
        recording: whose part it is.
        speaker: whose voice it is.
        collection: slug.
        language: BCP 47.
        licence: SPDX.
        index: place in the recording.
        start_sample: in the recording, at this sample rate.
        end_sample: in the recording, behind its last sample.
        sample_rate: samples per second.
        text: the agreed text.
        confidence: 0 to 1.
        expected_wer: that the consensus expects of its text; None if there was no consensus.
        method: of the consensus; None if there was none.
        votes: the transcriptions that counted, oldest first.
        settled_by: consensus or a reviewer.
        prompt: what was to be said in the whole recording; empty for free speech.
        consent_version: under which the voice was given.
        recorded_at: UTC.
        audio_key: of the clip in the blob store.
        audio_bytes: size of the clip.
        audio_sha256: of the clip.
        traits: of the speaker, self-declared.
        quality: figures of the clip.
        measured: what decoding it has shown; None if nobody decoded it yet.
        synthetic: whether its speaker is no person.
        reported: whether somebody says that something is wrong with it, and no reviewer looked since.
    """

    chunk: ChunkId
    recording: RecordingId
    speaker: SpeakerId
    collection: str
    language: str
    licence: str
    index: int
    start_sample: int
    end_sample: int
    sample_rate: int
    text: str
    confidence: float
    expected_wer: float | None
    method: str | None
    votes: tuple[CastVote, ...]
    settled_by: Settler
    prompt: str
    consent_version: str
    recorded_at: datetime
    audio_key: str
    audio_bytes: int
    audio_sha256: str
    traits: Mapping[str, str]
    quality: Mapping[str, object]
    measured: MeasuredClip | None = None
    synthetic: bool = False
    reported: bool = False

    @property
    def seconds(self) -> float:
        """How long the clip is."""
        return (self.end_sample - self.start_sample) / self.sample_rate

    def outline(self) -> ClipOutline:
        """As far as a plan asks."""
        sound = StoredBlob(self.audio_key, self.audio_bytes, self.audio_sha256)
        return ClipOutline(
            chunk=self.chunk,
            speaker=self.speaker,
            collection=self.collection,
            language=self.language,
            seconds=self.seconds,
            prompt=self.prompt,
            sound=sound,
            measured=self.measured,
        )

    def candidate(self) -> ReleaseCandidate:
        """What decides whether it goes out."""
        return ReleaseCandidate(
            text=self.text,
            language=self.language,
            decision=self.settled_by,
            confidence=self.confidence,
            expected_wer=self.expected_wer,
            seconds=self.seconds,
            quality=self.quality,
            recorded_on=self.recorded_at.date(),
            traits=self.traits,
            synthetic=self.synthetic,
            reported=self.reported,
        )


@attrs.frozen
class Weighed:
    """A chunk of a selection's collections, and whether it goes out.

    Attributes:
        chunk: its id.
        speaker: whose voice it is.
        seconds: of the clip.
        left_out: why it stays; None if it goes out.
    """

    chunk: ChunkId
    speaker: SpeakerId
    seconds: float
    left_out: LeftOut | None


@attrs.frozen
class ReleaseMember:
    """A chunk as it stands in one release.

    Attributes:
        chunk: its id here.
        clip: its id in the release's manifest, by which the withdrawal feed names it.
        shard: in which its sound lies; None in a release that was built before there were shards.
    """

    chunk: ChunkId
    clip: str
    shard: str | None = None
