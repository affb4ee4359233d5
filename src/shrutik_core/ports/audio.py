"""The audio processor: decodes, measures and cuts recordings, in bounded memory."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import BinaryIO, Protocol

import attrs

from shrutik_core.chunking.envelope import Features
from shrutik_core.chunking.speech import SpeechTrack
from shrutik_core.ports.audio_check import AudioCheck, AudioLimits
from shrutik_core.recordings.facts import AudioFacts
from shrutik_core.recordings.fingerprint import Fingerprint
from shrutik_core.recordings.quality import Quality
from shrutik_core.shared.spans import Span


@attrs.frozen(eq=False)
class AudioSurvey:
    """What a plan needs to know of a recording.

    Attributes:
        facts: what was decoded.
        features: the compact envelope that `plan_chunks` reads.
        speech: what a voice activity detector heard; None if the audio processor asks none.
        replay: lets the same processor cut a short recording without decoding it again; opaque to others,
            56 MB at most.
    """

    facts: AudioFacts
    features: Features
    speech: SpeechTrack | None = None
    replay: object = None


@attrs.frozen(eq=False)
class AudioAnalysis:
    """What one pass over a recording found.

    Attributes:
        facts: what was decoded.
        features: the compact envelope that `plan_chunks` reads.
        quality: the figures.
        fingerprint: the outline for near-duplicates.
        speech: what a voice activity detector heard; None if the audio processor asks none.
        replay: as that of `AudioSurvey`.
    """

    facts: AudioFacts
    features: Features
    quality: Quality
    fingerprint: Fingerprint
    speech: SpeechTrack | None = None
    replay: object = None


class ClipFormat(StrEnum):
    """How clips are written; the value is the media type."""

    FLAC = "audio/flac"
    """At the recording's own rate, channels and depth: laid end to end, the clips are the decoded original."""
    WAV_16K = "audio/wav"
    """16 kHz, mono, 16 bits."""
    OPUS = "audio/ogg"
    """48 kHz, mono, 32 kbit/s in Ogg."""
    MP3 = "audio/mpeg"
    """Mono, 64 kbit/s, at most 48 kHz."""


@attrs.frozen
class EncodedClip:
    """One encoded chunk.

    Attributes:
        index: place in the spans asked for, from 0.
        span: the samples of the recording it holds.
        media_type: of the encoded bytes.
        stream: the encoded bytes, at position 0; valid until the next clip is taken.
        bytes: how many.
        quality: figures of these samples alone; levels, clipping and dropouts of all of them, the others of the
            tenths of a second, counted from the first sample that was cut, that lie within it.
    """

    index: int
    span: Span
    media_type: str
    stream: BinaryIO
    bytes: int
    quality: Quality


class Cutting(Protocol):
    """A recording being cut: clips to be taken in order, and the recording's own figures after the last of them."""

    def __iter__(self) -> Iterator[EncodedClip]:
        """The clips in order; once only.

        Raises:
            Invalid: as `AudioProcessor`; ``spans`` if the spans reach beyond the recording.
        """
        ...

    def quality(self, features: Features) -> Quality:
        """The figures of all that was cut, as `AudioProcessor.analyse` gives them if that is the whole recording.

        Args:
            features: of the recording: they tell when there is speech.
        """
        ...


class AudioProcessor(AudioCheck, Protocol):
    """Decodes, measures and cuts recordings.

    Sources are binary, readable and seekable; they are read from position 0 and left open at any position. Memory
    does not grow with a recording beyond its compact features. Every error is Invalid, with advice in its detail:
    ``empty``, ``unsupported_media`` (not a kind that is accepted), ``no_audio`` (no sound in it), ``damaged`` (nothing
    of it could be saved), ``too_short``, ``too_long``, ``too_many_channels``, ``unsupported_rate``.
    """

    def analyse(self, source: BinaryIO, limits: AudioLimits) -> AudioAnalysis:
        """Facts, envelope, quality and fingerprint in one pass.

        Raises:
            Invalid: as above.
        """
        ...

    def listen(self, source: BinaryIO, limits: AudioLimits) -> AudioSurvey:
        """What a plan needs, in one pass: as `analyse` finds it, without the figures and the fingerprint.

        Raises:
            Invalid: as above.
        """
        ...

    def cut(
        self, source: BinaryIO, spans: Sequence[Span], clip: ClipFormat = ClipFormat.FLAC, *, replay: object = None
    ) -> Cutting:
        """The spans as encoded clips.

        Decodes as `analyse` did, so that the same source gives the same samples and a clip of the same span the
        same bytes.

        Args:
            source: the recording that was analysed.
            spans: ascending, not overlapping; gaps are left out.
            clip: how to write them.
            replay: of the same recording, as this audio processor gave it.

        Raises:
            Invalid: ``spans`` if they overlap or descend.
        """
        ...
