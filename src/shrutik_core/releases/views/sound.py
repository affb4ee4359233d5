"""The sound of clips in views: where it comes from, and in which form it goes out."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Protocol

import attrs
from msgspec.structs import replace

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "sound_unreadable", "The sound of a clip of a release does not decode.")


OpenClip = Callable[[ManifestLine], bytes]
"""The sound of a clip, as it stands in its shard."""


class SoundForm(StrEnum):
    """How clips go out."""

    FLAC_16K = "flac_16k"
    """FLAC, 16 kHz, mono, 16 bits: what nearly every recogniser wants, at a quarter of the size."""
    WAV_16K = "wav_16k"
    """The same as WAV, which every tool reads, Kaldi's own programs among them."""
    AS_RECORDED = "as_recorded"
    """The bytes of the shard: FLAC at the recording's own rate, channels and depth."""
    OPUS = "opus"
    """Opus in Ogg, mono, 48 kHz: the smallest; what was spoken is kept, what was sampled is not."""
    MP3 = "mp3"
    """MP3, mono."""


@attrs.frozen
class Recoded:
    """The sound of a clip in another form.

    Attributes:
        data: the file.
        encoding: what its name ends in: ``flac``, ``wav``, ``opus`` or ``mp3``.
        sample_rate_hz: samples per second.
        channels: 1 and up.
        bits_per_sample: of the file; 16 of what is decoded from Opus and MP3.
        num_samples: in each channel, counted after decoding it again.
        sha256: of ``data``.
        pcm_sha256: of its samples, decoded again, as in a manifest.
    """

    data: bytes
    encoding: str
    sample_rate_hz: int
    channels: int
    bits_per_sample: int
    num_samples: int
    sha256: str
    pcm_sha256: str

    @classmethod
    def unchanged(cls, clip: ManifestLine, data: bytes) -> "Recoded":
        """The sound as the manifest tells of it."""
        return cls(
            data=data,
            encoding=clip.encoding,
            sample_rate_hz=clip.sample_rate_hz,
            channels=clip.channels,
            bits_per_sample=clip.bits_per_sample,
            num_samples=clip.num_samples,
            sha256=clip.sha256,
            pcm_sha256=clip.pcm_sha256,
        )

    def line(self, clip: ManifestLine) -> ManifestLine:
        """The clip's line as it tells of this file: offsets in the recording are at its own rate, none in a shard."""
        start = round(clip.start_sample * self.sample_rate_hz / clip.sample_rate_hz)
        return replace(
            clip,
            offset_bytes=0,
            size_bytes=len(self.data),
            sha256=self.sha256,
            pcm_sha256=self.pcm_sha256,
            encoding=self.encoding,
            sample_rate_hz=self.sample_rate_hz,
            channels=self.channels,
            bits_per_sample=self.bits_per_sample,
            num_samples=self.num_samples,
            duration_s=round(self.num_samples / self.sample_rate_hz, 6),
            start_sample=start,
            end_sample=start + self.num_samples,
        )


class Recoder(Protocol):
    """Brings clips into one form; the same clip gives the same bytes, as long as the software is the same."""

    @property
    def software(self) -> Mapping[str, str]:
        """What encodes and decodes, with versions: samples of a lossy form depend on it."""
        ...

    def recode(self, clip: ManifestLine, data: bytes) -> Recoded:
        """The clip in this form.

        Args:
            clip: as the manifest tells of it.
            data: its sound, a FLAC file.

        Raises:
            Invalid: ``sound_unreadable`` if it does not decode.
        """
        ...
