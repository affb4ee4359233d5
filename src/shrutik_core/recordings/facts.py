"""What is known of a recording's sound once it was decoded: container, codec, rate, length, damage."""

from enum import StrEnum

import attrs

from shrutik_core.recordings.media import MediaType
from shrutik_core.shared.errors import Invalid


class Damage(StrEnum):
    """What was wrong with a file that could still be saved."""

    TRUNCATED = "truncated"
    """It ends before its header said."""
    CORRUPT = "corrupt"
    """Some of its frames could not be decoded."""
    GAP = "gap"
    """A stretch of its time is missing; silence was put in its place."""
    HEADER = "header"
    """Its header gives no length, or one that cannot be."""
    NON_FINITE = "non_finite"
    """It held samples that are not numbers (NaN or infinite); they were set to 0 or full scale."""
    OVER_RANGE = "over_range"
    """It held samples beyond full scale; they were limited."""


@attrs.frozen
class AudioFacts:
    """A recording's sound as decoded.

    Attributes:
        container: what the file is, told from its content.
        codec: short name of the coding, e.g. ``pcm_16``, ``flac``, ``mp3``, ``opus``, ``aac``.
        sample_rate: samples per second of each channel.
        channels: 1 or more.
        samples: decoded samples of each channel, 1 or more.
        bits: bits of a sample as the source has it (8 to 64); 0 if the coding is lossy.
        float_samples: whether the source holds floating-point samples.
        lossy: whether the coding is lossy.
        damage: what was wrong with the file, sorted; empty for a sound one.

    Raises:
        Invalid: ``audio_facts`` if a number is out of range.
    """

    container: MediaType
    codec: str
    sample_rate: int
    channels: int
    samples: int
    bits: int
    float_samples: bool = False
    lossy: bool = False
    damage: tuple[Damage, ...] = ()

    def __attrs_post_init__(self) -> None:
        if min(self.sample_rate, self.channels, self.samples) < 1 or not 0 <= self.bits <= 64:
            raise Invalid("audio_facts", "Rate, channels and samples must be 1 or more, bits from 0 to 64.")

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.samples / self.sample_rate

    @property
    def clip_bits(self) -> int:
        """Bits of a sample in the chunks cut from it: 8, 16 or 24.

        Integers of up to 24 bits keep theirs (rounded up to whole bytes); everything else is converted once to 24.
        """
        return clip_bits(self.bits, float_samples=self.float_samples, lossy=self.lossy)


def clip_bits(bits: int, *, float_samples: bool, lossy: bool) -> int:
    """Bits of a sample in a chunk, from those of its source: 8, 16 or 24."""
    if float_samples or lossy or bits > 16:
        return 24
    return 8 if bits <= 8 else 16
