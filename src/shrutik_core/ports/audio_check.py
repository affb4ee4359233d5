"""The first look at a recording: whether it can be opened, and what it declares is within the limits."""

from typing import BinaryIO, Protocol

import attrs

from shrutik_core.shared.errors import Invalid, Unavailable, Unsupported, declare

declare(Invalid, "damaged", "The file is damaged.")
declare(Invalid, "empty", "The file is empty.")
declare(Invalid, "no_audio", "The file holds no sound.")
declare(Invalid, "too_short", "The recording is too short.", {"least_seconds": "Of sound in a recording."})
declare(Invalid, "too_long", "The recording is too long.", {"most_seconds": "Of sound in a recording."})
declare(
    Invalid,
    "too_many_channels",
    "The recording has too many channels.",
    {"most": "Channels that a recording may have."},
)
declare(Invalid, "undecodable", "The recording could not be decoded.")
declare(Invalid, "decoding_too_costly", "Decoding the recording takes too much time or memory.")
declare(Unavailable, "decoder_lost", "The decoder was ended from outside.")
declare(Unsupported, "unsupported_media", "This is not a kind of audio file that Shrutik reads.")
declare(
    Invalid,
    "unsupported_rate",
    "The sample rate is out of range.",
    {"least": "Samples per second.", "most": "Samples per second."},
)


@attrs.frozen
class AudioLimits:
    """How much sound is accepted; checked on what a file declares and on what is decoded.

    Attributes:
        min_seconds: shorter recordings are refused.
        max_seconds: longer ones too.
        max_channels: 8 at most, which is as many as FLAC holds.
        min_rate: samples per second.
        max_rate: samples per second.
        max_expansion: decoded 16-bit bytes for each byte of the file, once more than 64 MB were decoded; a quarter of
            it if the coding is lossless.

    Raises:
        Invalid: ``audio_limits`` if a pair is the wrong way round or more than 8 channels are accepted.
    """

    min_seconds: float = 0.1
    max_seconds: float = 7200.0
    max_channels: int = 8
    min_rate: int = 8_000
    max_rate: int = 192_000
    max_expansion: float = 2_000.0

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.min_seconds < self.max_seconds or not 1 <= self.min_rate <= self.max_rate:
            raise Invalid("audio_limits", "The smaller limit of a pair must not exceed the larger.")
        if not 1 <= self.max_channels <= 8:
            raise Invalid("audio_limits", "max_channels must be from 1 to 8: FLAC holds no more.")


class AudioCheck(Protocol):
    """Looks at recordings before they are accepted."""

    def check(self, source: BinaryIO, limits: AudioLimits) -> None:
        """Let pass what can be opened and declares nothing beyond the limits; decodes next to nothing, so it is quick.

        What passes may still be refused by `analyse`, for a header may say less than there is.

        Raises:
            Invalid: ``empty``, ``unsupported_media``, ``no_audio``, ``damaged``, ``too_short``, ``too_long``,
                ``too_many_channels`` or ``unsupported_rate``.
        """
        ...
