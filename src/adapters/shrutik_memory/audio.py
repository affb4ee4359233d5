"""The sound audio processor's twin in plain Python: 16-bit WAV in, WAV out, rough figures."""

import io
import wave
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import BinaryIO

import attrs
import numpy as np
import numpy.typing as npt

from shrutik_core.chunking.envelope import Features
from shrutik_core.ports.audio import AudioAnalysis, AudioSurvey, ClipFormat, EncodedClip
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import AudioFacts
from shrutik_core.recordings.fingerprint import RATE, Fingerprint
from shrutik_core.recordings.likeness import fingerprint
from shrutik_core.recordings.media import SNIFF_BYTES, MediaType, sniff
from shrutik_core.recordings.quality import Quality
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span

_AUDIBLE = 0.01


@attrs.frozen(eq=False)
class WavSound:
    """Decoded samples, (frames, channels), and frames per second."""

    samples: npt.NDArray[np.int16]
    rate: int


def _read(source: BinaryIO) -> WavSound:
    source.seek(0)
    head = source.read(SNIFF_BYTES)
    if not head:
        raise Invalid("empty", "The file is empty: record again and send the new file.")
    if sniff(head) is not MediaType.WAV:
        raise Invalid("unsupported_media", "This audio processor reads WAV files of 16 bits only: send such a file.")
    source.seek(0)
    try:
        with wave.open(source, "rb") as file:
            data = file.readframes(file.getnframes())
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise Invalid("damaged", "The file is damaged, nothing of it could be read: record it again.") from error
    if width != 2:
        raise Invalid("unsupported_media", "This audio processor reads WAV files of 16 bits only: send such a file.")
    whole = len(data) // (2 * channels) * 2 * channels
    return WavSound(np.frombuffer(data[:whole], "<i2").astype(np.int16).reshape(-1, channels), rate)


def _check(sound: WavSound, limits: AudioLimits) -> None:
    frames, channels = sound.samples.shape
    channelled, rates = {"most": limits.max_channels}, {"least": limits.min_rate, "most": limits.max_rate}
    least, most = {"least_seconds": limits.min_seconds}, {"most_seconds": limits.max_seconds}
    too_short, too_long = frames < limits.min_seconds * sound.rate, frames > limits.max_seconds * sound.rate
    off_rate = not limits.min_rate <= sound.rate <= limits.max_rate
    checks: tuple[tuple[bool, str, str, Mapping[str, object]], ...] = (
        (
            channels > limits.max_channels,
            "too_many_channels",
            "The file has too many channels: mix it down.",
            channelled,
        ),
        (off_rate, "unsupported_rate", "The file's sample rate is out of range: convert it.", rates),
        (not frames, "no_audio", "The file holds no sound: record again and send the new file.", {}),
        (too_short, "too_short", "The recording is too short: record again.", least),
        (too_long, "too_long", "The recording is too long: cut it in two.", most),
    )
    for wrong, code, detail, figures in checks:
        if wrong:
            raise Invalid(code, detail, extra=figures)


def read_checked(source: BinaryIO, limits: AudioLimits) -> WavSound:
    """The whole of a 16-bit WAV file, if it is within the limits; raises as `AudioProcessor`."""
    sound = _read(source)
    _check(sound, limits)
    return sound


def _quality(sound: WavSound) -> Quality:
    mono = sound.samples.astype(np.float32).mean(axis=1) / 32_768
    peak = float(np.abs(mono).max(initial=1e-6))
    heard = np.flatnonzero(np.abs(mono) > _AUDIBLE)
    seconds = len(mono) / sound.rate
    return Quality(
        duration=seconds,
        loudness=float(10 * np.log10(np.square(mono).mean() + 1e-7)),
        peak=float(20 * np.log10(max(1e-6, np.abs(sound.samples).max(initial=0) / 32_768))),
        clipped=float((peak >= 0.999) * (np.abs(mono) >= peak).mean()),
        snr=None,
        dc=float(mono.mean()),
        bandwidth=sound.rate / 2,
        speech=len(heard) / len(mono),
        lead=float(heard[0]) / sound.rate if len(heard) else seconds,
        tail=float(len(mono) - 1 - heard[-1]) / sound.rate if len(heard) else seconds,
    )


def _outline(sound: WavSound) -> Fingerprint:
    mono = sound.samples.astype(np.float32).mean(axis=1) / 32_768
    every = max(1, sound.rate // RATE)
    thinned = mono[: len(mono) // every * every].reshape(-1, every).mean(axis=1)
    return fingerprint(thinned.astype(np.float32, copy=False), sound.rate / every)


def _wav(samples: npt.NDArray[np.int16], rate: int) -> io.BytesIO:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    stream.seek(0)
    return stream


def _hear(sound: WavSound, limits: AudioLimits) -> AudioSurvey:
    _check(sound, limits)
    frames, channels = sound.samples.shape
    facts = AudioFacts(MediaType.WAV, "pcm_16", sound.rate, channels, frames, 16)
    return AudioSurvey(facts, Features.of(sound.samples.astype(np.float32) * np.float32(2.0**-15), sound.rate))


class MemoryAudioProcessor:
    """`AudioProcessor` for 16-bit WAV; its clips are WAV files, whatever was asked for, and say so."""

    def check(self, source: BinaryIO, limits: AudioLimits) -> None:
        """See `AudioProcessor.check`."""
        _check(_read(source), limits)

    def analyse(self, source: BinaryIO, limits: AudioLimits) -> AudioAnalysis:
        """See `AudioProcessor.analyse`."""
        sound = _read(source)
        heard = _hear(sound, limits)
        return AudioAnalysis(heard.facts, heard.features, _quality(sound), _outline(sound))

    def listen(self, source: BinaryIO, limits: AudioLimits) -> AudioSurvey:
        """See `AudioProcessor.listen`."""
        return _hear(_read(source), limits)

    def cut(
        self,
        source: BinaryIO,
        spans: Sequence[Span],
        clip: ClipFormat = ClipFormat.FLAC,  # noqa: ARG002 - it can only write WAV
        *,
        replay: object = None,  # noqa: ARG002 - it has nothing to spare
    ) -> "MemoryCutting":
        """See `AudioProcessor.cut`."""
        if any(after.start < before.end for before, after in pairwise(spans)):
            raise Invalid("spans", "The spans to cut must ascend without overlap.")
        return MemoryCutting(_read(source), spans)


class MemoryCutting:
    """`Cutting` of what is at hand as a whole."""

    def __init__(self, sound: WavSound, spans: Sequence[Span]) -> None:
        self._sound, self._spans = sound, spans

    def __iter__(self) -> Iterator[EncodedClip]:
        """See `Cutting.__iter__`."""
        if self._spans and self._spans[-1].end > len(self._sound.samples):
            raise Invalid("spans", "The spans to cut reach beyond the recording: analyse it again.")
        for index, span in enumerate(self._spans):
            part = WavSound(self._sound.samples[span.start : span.end], self._sound.rate)
            stream = _wav(part.samples, part.rate)
            yield EncodedClip(index, span, MediaType.WAV.value, stream, stream.getbuffer().nbytes, _quality(part))

    def quality(self, features: Features) -> Quality:  # noqa: ARG002 - it finds the speech by itself
        """See `Cutting.quality`."""
        return _quality(
            WavSound(np.concatenate([self._sound.samples[s.start : s.end] for s in self._spans]), self._sound.rate)
        )
