"""What FFmpeg says of a sound: its coding, its form and its length."""

import re

import attrs
import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer

from shrutik_audio.decoding.decoder import Declared
from shrutik_core.recordings.media import MediaType

_BITS = {"u8": 8, "s16": 16, "s32": 32, "s64": 64, "flt": 32, "dbl": 64}
_PCM_BITS = re.compile(r"pcm_[su](\d+)")
_LOSSLESS = ("pcm_", "flac", "alac", "wavpack", "tta")


def _is_lossless(codec: str) -> bool:
    return codec.startswith(_LOSSLESS) and not codec.endswith(("law", "vidc"))


def _coded_bits(codec: str, header: bytes, sample: str) -> int:
    """Bits of a sample as coded; FFmpeg hands out 24 of them as 32."""
    pcm = _PCM_BITS.match(codec)
    if pcm:
        return int(pcm[1])
    if codec == "flac" and len(header) >= 14:
        return ((header[12] & 1) << 4 | header[13] >> 4) + 1
    if codec == "alac" and len(header) >= 18:
        return header[17]
    return _BITS.get(sample, 0)


@attrs.frozen
class Shape:
    """What was found out about a file before FFmpeg opened it.

    Attributes:
        media: what it is.
        chained: whether further streams follow the first, of which its length says nothing.
        from_zero: whether its length is counted from zero, wherever the sound starts.
    """

    media: MediaType
    chained: bool = False
    from_zero: bool = False


def declare(container: InputContainer, stream: AudioStream, shape: Shape, first: AudioFrame | None) -> Declared:
    """What is known of a sound before more than its first frame was decoded.

    Args:
        container: as it was opened.
        stream: the one that is decoded.
        shape: of the file.
        first: its first frame, whose rate and channels count; None if there is none.
    """
    context = stream.codec_context
    lossless = _is_lossless(context.name)
    sample = context.format.name.removesuffix("p") if context.format else ""
    rate = first.sample_rate if first else context.sample_rate or 0
    return Declared(
        container=shape.media,
        codec=context.name.removesuffix("float"),
        rate=rate,
        channels=first.layout.nb_channels if first else context.channels or 0,
        bits=_coded_bits(context.name, context.extradata or b"", sample) if lossless else 0,
        float_samples=lossless and sample in {"flt", "dbl"},
        lossy=not lossless,
        frames=None if shape.chained else _declared_frames(container, stream, rate, from_zero=shape.from_zero),
    )


def _declared_frames(container: InputContainer, stream: AudioStream, rate: int, *, from_zero: bool) -> int | None:
    if stream.duration and stream.time_base:
        start = stream.start_time or 0 if from_zero else 0
        return round(_without(start, stream.duration) * stream.time_base * rate)
    if not container.duration or len(container.streams) > 1:
        return None  # that of a container is that of its longest stream, perhaps a picture
    return round(_without(container.start_time or 0, container.duration) * rate / av.time_base)


def _without(start: int, length: int) -> int:
    """A length that may have been counted from zero, or not."""
    return length - start if 0 < start < length else length
