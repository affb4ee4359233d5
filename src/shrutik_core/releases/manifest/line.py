"""A line of a manifest: one clip as researchers know it, without anything that names a person.

Its classes are msgspec's and not attrs': a release's lines are read from JSON and written to it by the million.
"""

from collections.abc import Mapping

import msgspec

from shrutik_core.releases.manifest.flags import ClipFlag

_LEFT_OUT = ClipFlag.LEFT_OUT.value


class PublishedVote(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A transcription of a clip as it counted in its consensus.

    Attributes:
        worker: pseudonym of whoever typed it.
        text: as typed.
        reliability: how often the worker has contested words right, 0 to 1; None if nothing is known of it yet.
    """

    worker: str
    text: str
    reliability: float | int | None


class ManifestLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clip of a release. Every key stands in every line, in this order; None is what is not known.

    Attributes:
        clip: pseudonym, 32 hexadecimal characters; the name of its members in the shard.
        release: title of the release, such as ``bn-read-v3``.
        first_release: title of the first version that held the clip.
        split: ``train``, ``dev``, ``test`` or ``all``.
        shard: name of the shard that holds its sound, such as ``train-00000``.
        offset_bytes: of the sound in the shard, 0 and up.
        size_bytes: of the sound.
        sha256: of the sound's bytes, 64 hexadecimal characters.
        pcm_sha256: of its samples, interleaved, little-endian, in as many whole bytes as a sample needs.
        encoding: ``flac``.
        sample_rate_hz: samples per second.
        channels: 1 and up.
        bits_per_sample: 8 to 32.
        num_samples: in each channel, counted after encoding, 1 and up.
        duration_s: seconds, to the microsecond.
        text: the agreed text; None if the clip is blank.
        text_normalised: the words that texts are compared by, with spaces between them; None if blank.
        language: BCP 47.
        collection: slug.
        licence: SPDX.
        consent_version: under which the voice was given.
        prompt: what was to be read aloud in the whole recording; None for free speech, or if blank.
        speaker: pseudonym.
        recording: pseudonym of the recording that it was cut from.
        index: place in the recording, from 0.
        start_sample: in the recording, at this sample rate.
        end_sample: in the recording, behind its last sample.
        recorded_on: date, UTC, or only year and month if few speakers share a collection.
        traits: of the speaker, self-declared, by every `Trait`; None where nothing is said or may go out.
        confidence: probability that the text is exactly right, 0 to 1.
        expected_wer: that the consensus expects of its text, 0 and up; None if a reviewer wrote it.
        decision: who settled the text, ``consensus`` or ``reviewer``.
        method: of the consensus; None if there was none.
        votes: the transcriptions that counted.
        quality: figures of the clip, the unit in each name, by every name of `Quality`.
        flags: what a reader should know, sorted; see `ClipFlag`. A clip that is ``left_out`` is blank.
        withdrawn: whether its speaker took it back: then it is blank, its sound is silence and no text is left.
    """

    clip: str
    release: str
    first_release: str
    split: str
    shard: str
    offset_bytes: int
    size_bytes: int
    sha256: str
    pcm_sha256: str
    encoding: str
    sample_rate_hz: int
    channels: int
    bits_per_sample: int
    num_samples: int
    duration_s: float | int
    text: str | None
    text_normalised: str | None
    language: str
    collection: str
    licence: str
    consent_version: str
    prompt: str | None
    speaker: str
    recording: str
    index: int
    start_sample: int
    end_sample: int
    recorded_on: str
    traits: Mapping[str, str | None]
    confidence: float | int
    expected_wer: float | int | None
    decision: str
    method: str | None
    votes: tuple[PublishedVote, ...]
    quality: Mapping[str, float | int | None]
    flags: tuple[str, ...]
    withdrawn: bool = False

    @property
    def blank(self) -> bool:
        """Whether its sound is silence and nothing is said of it: it was withdrawn, or this version leaves it out."""
        return self.withdrawn or _LEFT_OUT in self.flags

    @property
    def path(self) -> str:
        """Of its sound where clips lie as files: ``<split>/<clip>.flac``."""
        return f"{self.split}/{self.clip}.flac"

    def without_voice(self) -> "ManifestLine":
        """The line of the clip once it is withdrawn: nothing that was said, typed or told of its speaker is left."""
        return msgspec.structs.replace(
            self,
            text=None,
            text_normalised=None,
            prompt=None,
            traits=dict.fromkeys(self.traits),
            votes=(),
            quality=dict.fromkeys(self.quality),
            withdrawn=True,
        )
