"""One row of a release: a settled chunk with all that a researcher may know of it."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.shared.ids import ChunkId, RecordingId, SpeakerId


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
        start: seconds in the recording.
        end: seconds in the recording.
        sample_rate: samples per second.
        text: the agreed text.
        confidence: 0 to 1.
        votes: voices heard.
        settled_by: ``consensus`` or ``reviewer``.
        prompt: what was to be said in the whole recording; empty for free speech.
        consent_version: under which the voice was given.
        recorded_at: UTC.
        audio_key: of the clip in the blob store.
        audio_bytes: size of the clip.
        audio_sha256: of the clip.
        traits: of the speaker, self-declared.
        quality: figures of the clip.
    """

    chunk: ChunkId
    recording: RecordingId
    speaker: SpeakerId
    collection: str
    language: str
    licence: str
    index: int
    start: float
    end: float
    sample_rate: int
    text: str
    confidence: float
    votes: int
    settled_by: str
    prompt: str
    consent_version: str
    recorded_at: datetime
    audio_key: str
    audio_bytes: int
    audio_sha256: str
    traits: Mapping[str, str]
    quality: Mapping[str, object]


@attrs.frozen
class ReleaseMember:
    """A chunk as it stands in one release.

    Attributes:
        chunk: its id here.
        clip: its id in the release's manifest, by which the withdrawal feed names it.
    """

    chunk: ChunkId
    clip: str
