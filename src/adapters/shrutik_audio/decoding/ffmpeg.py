"""Decoding through FFmpeg (PyAV): WebM, MP4, MP3, Ogg, AAC, AMR, and what libsndfile finds broken."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import av
import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from shrutik_audio.decoding.decoder import Broken, Declared
from shrutik_audio.samples import BLOCK, Block
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType
from shrutik_core.shared.errors import Invalid

# The demuxer is named, never guessed: a guess could take a text for a playlist and open what it points to.
DEMUXERS = {media: media.name.lower() for media in MediaType} | {MediaType.WEBM: "matroska", MediaType.MP4: "mov"}
"""FFmpeg's name for what reads each container; for most it is the container's own."""
_BITS = {"u8": 8, "s16": 16, "s32": 32, "s64": 64, "flt": 32, "dbl": 64}
_DTYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
_PCM_BITS = re.compile(r"pcm_[su](\d+)")
_LOSSLESS = ("pcm_", "flac", "alac", "wavpack", "tta")
_FRAME = 1 << 13
_IO_BUFFER = 1 << 18
_MAX_BAD_PACKETS = 1_000
# First an edit list in its plainest reading, which still tells where the sound begins; then no edit list at all.
_LESS_EDITED = ({"advanced_editlist": "0"}, {"ignore_editlist": "1"})
# The AAC decoder has errors of its own, with numbers that have no name.
_BAD_PACKET = (av.error.InvalidDataError, av.error.UndefinedError)
# Tags in no known encoding never refuse a recording: from version 19 on PyAV keeps them of its own accord.
_ANY_TAGS: dict[str, Any] = {"metadata_errors": "replace"} if hasattr(InputContainer, "metadata_errors") else {}


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


class _Gathered:
    """Samples of one frame after another, until they make a block; at half the cost of an array for each frame.

    Args:
        form: FFmpeg's name of how samples lie in a frame.
        channels: of every frame.
    """

    def __init__(self, form: str, channels: int) -> None:
        self.form = form
        self._planar = form.endswith("p")
        self._dtype = np.dtype(_DTYPES[form.removesuffix("p")])
        self._channels = channels
        self._planes = channels if self._planar else 1
        self._values = 1 if self._planar else channels
        self._room = np.empty((self._planes, 0), self._dtype)
        self._used = 0

    @property
    def count(self) -> int:
        """Samples so far, over all channels."""
        return self._used * self._planes

    def add(self, frame: AudioFrame) -> None:
        """Takes the samples of a frame of this form."""
        values = frame.samples * self._values
        end = self._used + values
        if end > self._room.shape[1]:
            grown = np.empty((self._planes, max(end, BLOCK // self._planes + _FRAME)), self._dtype)
            grown[:, : self._used] = self._room[:, : self._used]
            self._room = grown
        for room, plane in zip(self._room, frame.planes, strict=True):
            room[self._used : end] = np.frombuffer(memoryview(plane), self._dtype, values)
        self._used = end

    def drop(self, count: int) -> None:
        """Forgets so many of the last samples of each channel."""
        self._used -= count * self._values

    def take(self) -> Block:
        """What was gathered, (frames, channels); it begins again after that."""
        joined = self._room[:, : self._used]
        self._room, self._used = np.empty((self._planes, 0), self._dtype), 0
        # Frame by frame in memory, as all that measures it reads it: half again as fast as plane by plane.
        block: Block = np.ascontiguousarray(joined.T) if self._planar else joined.reshape(-1, self._channels)
        if block.dtype == np.uint8:
            return (block.astype(np.int16) - 128) << 8
        return (block >> 32).astype(np.int32) if block.dtype == np.int64 else block


class FfmpegDecoder:
    """A file that FFmpeg opened.

    Raises:
        Broken: if FFmpeg cannot open it.
        Invalid: ``no_audio`` if it holds no sound.
    """

    def __init__(self, source: BinaryIO, media: MediaType) -> None:
        self._source, self._media = source, media
        self.damage: frozenset[Damage] = frozenset()
        self._container, self._stream = self._open({})
        self.declared = self._declare(media, self._stream)

    def _open(self, options: dict[str, str]) -> tuple[InputContainer, AudioStream]:
        self._source.seek(0)
        try:
            container: InputContainer = av.open(
                self._source, "r", DEMUXERS[self._media], options, buffer_size=_IO_BUFFER, **_ANY_TAGS
            )
        except (av.error.FFmpegError, ValueError, OSError) as error:
            raise Broken(str(error)) from error
        if not container.streams.audio:
            container.close()
            raise Invalid("no_audio", "The file holds no sound: send an audio file.")
        stream = container.streams.audio[0]
        if stream.codec_context is None:
            container.close()
            raise Broken("no decoder for its coding")
        return container, stream

    def _declare(self, media: MediaType, stream: AudioStream) -> Declared:
        context = stream.codec_context
        lossless = _is_lossless(context.name)
        sample = context.format.name.removesuffix("p") if context.format else ""
        return Declared(
            container=media,
            codec=context.name.removesuffix("float"),
            rate=context.sample_rate or 0,
            channels=context.channels or 0,
            bits=_coded_bits(context.name, context.extradata or b"", sample) if lossless else 0,
            float_samples=lossless and sample in {"flt", "dbl"},
            lossy=not lossless,
            frames=self._declared_frames(context.sample_rate or 0),
        )

    def _declared_frames(self, rate: int) -> int | None:
        if self._stream.duration and self._stream.time_base:
            return round(self._stream.duration * self._stream.time_base * rate)
        return round(self._container.duration * rate / av.time_base) if self._container.duration else None

    def _frames(self) -> Iterator[AudioFrame]:
        """Frames as the edit list of an MP4 has them; if it leaves nothing, with less and less regard to it."""
        frames = self._decoded()
        first = next(frames, None)
        for options in _LESS_EDITED if self._media is MediaType.MP4 else ():
            if first is not None:
                break
            self.close()
            self._container, self._stream = self._open(options)
            frames = self._decoded()
            first = next(frames, None)
            self.damage |= {Damage.HEADER}
        if first is not None:
            yield first
            yield from frames

    def _decoded(self) -> Iterator[AudioFrame]:
        bad = 0
        try:
            for packet in self._packets():
                try:
                    yield from packet.decode()
                except _BAD_PACKET:
                    self.damage |= {Damage.CORRUPT}
                    bad += 1
                    if bad > _MAX_BAD_PACKETS:
                        return
        except (av.error.FFmpegError, OSError):
            self.damage |= {Damage.CORRUPT}

    def _packets(self) -> Iterator["Packet[AudioStream]"]:
        """Packets to the end of the file; goes on behind what the demuxer cannot make out."""
        for _ in range(_MAX_BAD_PACKETS):
            try:
                yield from self._container.demux(self._stream)
            except av.error.InvalidDataError:
                self.damage |= {Damage.CORRUPT}
            else:
                return

    def blocks(self) -> Iterator[Block]:
        """See `Decoder.blocks`."""
        rate, channels = self.declared.rate, self.declared.channels
        held: _Gathered | None = None
        total = last = 0
        for frame in self._frames():
            form = frame.format.name
            held = held or _Gathered(form, channels)
            if frame.sample_rate != rate or form != held.form or frame.layout.nb_channels != channels:
                # A second stream chained behind the first, of another form: what went before it is kept.
                self.damage |= {Damage.CORRUPT}
                break
            if held.count >= BLOCK:
                yield held.take()
            held.add(frame)
            last = frame.samples
            total += last
        if held is not None and held.count:
            held.drop(self._padding(total, last))
            yield held.take()

    def _padding(self, total: int, last: int) -> int:
        """How much of the last frame an MP4 declares not to be sound, but to fill the frame up."""
        over = total - (self._declared_frames(self.declared.rate) or total)
        return over if self._media is MediaType.MP4 and 0 < over < last else 0

    def close(self) -> None:
        """See `Decoder.close`."""
        self._container.close()
