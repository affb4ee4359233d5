"""What is to be known of a clip's samples, and not what they say: rate, channels, depth, number."""

import attrs

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "sound_shape", "A clip cannot have such a rate, so many channels or bits, or so few samples.")

HIGHEST_RATE = 2**20 - 1
MOST_CHANNELS = 8
FEWEST_BITS, MOST_BITS = 4, 32
MOST_SAMPLES = 2**36 - 1


@attrs.frozen
class SoundShape:
    """The shape of a clip's sound, within what FLAC can hold (RFC 9639, 8.2).

    Attributes:
        sample_rate_hz: samples per second of each channel, 1 to 1,048,575.
        channels: 1 to 8.
        bits_per_sample: 4 to 32.
        num_samples: in each channel, 1 to 2^36 - 1.

    Raises:
        Invalid: ``sound_shape``.
    """

    sample_rate_hz: int
    channels: int
    bits_per_sample: int
    num_samples: int

    def __attrs_post_init__(self) -> None:
        if not (
            1 <= self.sample_rate_hz <= HIGHEST_RATE
            and 1 <= self.channels <= MOST_CHANNELS
            and FEWEST_BITS <= self.bits_per_sample <= MOST_BITS
            and 1 <= self.num_samples <= MOST_SAMPLES
        ):
            raise Invalid("sound_shape", f"{self} is not the shape of a clip's sound: it cannot be kept as FLAC.")

    @property
    def duration_s(self) -> float:
        """Seconds, to the precision of a double."""
        return self.num_samples / self.sample_rate_hz


@attrs.frozen
class MeasuredClip:
    """What decoding a clip showed; the same bytes always show the same.

    Attributes:
        shape: of its samples, counted after decoding.
        pcm_sha256: of its samples, interleaved, little-endian, in as many whole bytes as a sample needs; 64 hexadecimal
            characters.
    """

    shape: SoundShape
    pcm_sha256: str
