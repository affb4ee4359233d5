"""Writing clips: FLAC as it was recorded, or 16 kHz WAV, Opus and MP3 for other uses."""

from fractions import Fraction
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

import av
import numpy as np
import soundfile
import soxr
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from shrutik_audio.decoding.decoder import Declared
from shrutik_audio.samples import Block, to_int, to_mono
from shrutik_core.ports.audio import ClipFormat
from shrutik_core.recordings.facts import clip_bits

_IN_MEMORY = 1 << 22
_SUBTYPES = {8: "PCM_S8", 16: "PCM_16", 24: "PCM_24"}
_WAV_RATE, _OPUS_RATE = 16_000, 48_000
_MP3_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_BITRATES = {ClipFormat.OPUS: 32_000, ClipFormat.MP3: 64_000}


class Writer(Protocol):
    """One clip being written."""

    def write(self, block: Block) -> None:
        """Takes the next samples, (frames, channels)."""
        ...

    def finish(self) -> BinaryIO:
        """The encoded bytes, at position 0; to be closed by the caller."""
        ...

    def abandon(self) -> None:
        """Gives the clip up and lets go of what was written."""
        ...


def _spool() -> BinaryIO:
    """A file in memory, on disk once it grows large (an hour of silence is one chunk)."""
    return cast("BinaryIO", SpooledTemporaryFile(max_size=_IN_MEMORY))


class FlacWriter:
    """FLAC at the recording's own rate, channels and depth."""

    def __init__(self, declared: Declared) -> None:
        self._bits = clip_bits(declared.bits, float_samples=declared.float_samples, lossy=declared.lossy)
        self._stream = _spool()
        self._file = soundfile.SoundFile(
            self._stream, "w", declared.rate, declared.channels, _SUBTYPES[self._bits], format="FLAC"
        )

    def write(self, block: Block) -> None:
        """See `Writer.write`."""
        self._file.write(to_int(block, self._bits))

    def finish(self) -> BinaryIO:
        """See `Writer.finish`."""
        self._file.close()
        self._stream.seek(0)
        return self._stream

    def abandon(self) -> None:
        """See `Writer.abandon`."""
        self._file.close()
        self._stream.close()


class WavWriter:
    """16 kHz, mono, 16 bits."""

    def __init__(self, declared: Declared) -> None:
        self._resampler = soxr.ResampleStream(declared.rate, _WAV_RATE, 1, dtype="float32")
        self._stream = _spool()
        self._file = soundfile.SoundFile(self._stream, "w", _WAV_RATE, 1, "PCM_16", format="WAV")

    def write(self, block: Block) -> None:
        """See `Writer.write`."""
        self._file.write(self._resampler.resample_chunk(to_mono(block)))

    def finish(self) -> BinaryIO:
        """See `Writer.finish`."""
        self._file.write(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        self._file.close()
        self._stream.seek(0)
        return self._stream

    def abandon(self) -> None:
        """See `Writer.abandon`."""
        self._file.close()
        self._stream.close()


class FfmpegWriter:
    """Mono Opus in Ogg, or mono MP3, through FFmpeg."""

    def __init__(self, declared: Declared, clip: ClipFormat) -> None:
        opus = clip is ClipFormat.OPUS
        self._rate = _OPUS_RATE if opus else _nearest_mp3_rate(declared.rate)
        self._resampler = soxr.ResampleStream(declared.rate, self._rate, 1, dtype="float32")
        self._stream = _spool()
        self._container = av.open(self._stream, "w", format="ogg" if opus else "mp3", options={"fflags": "+bitexact"})
        codec = "libopus" if opus else "libmp3lame"
        self._audio = cast("AudioStream", self._container.add_stream(codec, rate=self._rate, layout="mono"))
        self._audio.bit_rate = _BITRATES[clip]
        self._format = "flt" if opus else "fltp"
        self._audio.codec_context.format = self._format
        self._at = 0

    def write(self, block: Block) -> None:
        """See `Writer.write`."""
        self._encode(self._resampler.resample_chunk(to_mono(block)))

    def _encode(self, samples: Block) -> None:
        if not len(samples):
            return
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format=self._format, layout="mono")
        frame.sample_rate = self._rate
        frame.pts, frame.time_base = self._at, Fraction(1, self._rate)
        self._at += len(samples)
        self._container.mux(self._audio.encode(frame))

    def finish(self) -> BinaryIO:
        """See `Writer.finish`."""
        self._encode(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        self._container.mux(self._audio.encode(None))
        self._container.close()
        self._stream.seek(0)
        return self._stream

    def abandon(self) -> None:
        """See `Writer.abandon`."""
        self._container.close()
        self._stream.close()


def _nearest_mp3_rate(rate: int) -> int:
    """The smallest rate of MP3 that loses nothing, or 48 kHz."""
    return next((known for known in _MP3_RATES if known >= rate), _MP3_RATES[-1])


def writer(declared: Declared, clip: ClipFormat) -> Writer:
    """A writer for one clip of a recording, in the format asked for."""
    if clip is ClipFormat.FLAC:
        return FlacWriter(declared)
    if clip is ClipFormat.WAV_16K:
        return WavWriter(declared)
    return FfmpegWriter(declared, clip)
