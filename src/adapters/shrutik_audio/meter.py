"""The figures of quality, gathered block by block in one pass."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.convert import to_float
from shrutik_audio.declared import Block
from shrutik_audio.gaps import Gaps
from shrutik_audio.levels import Levels
from shrutik_audio.loudness import integrated, k_weights
from shrutik_audio.noise import FLOOR, noise_power, snr, speech_power
from shrutik_audio.speaking import Speech, speech_by_power
from shrutik_audio.spectrum import NO_HUM, bandwidth, hum
from shrutik_core.recordings.quality import Quality

_PER_SEGMENT = 10
_LOW_BINS = 64
_MOST_LOW = 2_048
_QUIET_PERCENTILE = 20


class Meter:
    """Takes a recording block by block; keeps 8 bytes for each 10 ms, and no more.

    The sound is looked at in segments of 100 ms, each a Fourier transform: its K-weighted power goes into the
    loudness, its lowest bins into the hum; every fourth, tapered, into the long-term spectrum.

    Args:
        rate: samples per second.
        channels: of every block.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._rate = rate
        self._hop = rate // 100
        self._segment = _PER_SEGMENT * self._hop
        self._weights = k_weights(self._segment, rate) / np.float32(self._segment**2)
        self._weights[1:] *= np.float32(2)
        self._levels, self._gaps = Levels(channels), Gaps(rate)
        self._rest = np.zeros((0, channels), np.float32)
        self._samples = 0
        self._powers: list[npt.NDArray[np.float32]] = []
        self._loudness: list[npt.NDArray[np.float32]] = []
        self._spectrum = np.zeros(self._segment // 2 + 1)
        self._low: list[npt.NDArray[np.float32]] = []
        self._segments = 0

    def feed(self, block: Block) -> None:
        """Takes the next block, (frames, channels)."""
        scaled = to_float(block)
        self._samples += len(scaled)
        self._levels.feed(scaled)
        self._gaps.feed(scaled[:, 0])
        joined = np.concatenate([self._rest, scaled])
        whole = len(joined) // self._segment * self._segment
        if whole:
            self._take(joined[:whole])
        self._rest = joined[whole:].copy()

    def _take(self, sound: npt.NDArray[np.float32]) -> None:
        """Takes whole segments, (frames, channels)."""
        count = len(sound) // self._segment
        powers = np.zeros(count * _PER_SEGMENT, np.float32)
        loudness = np.zeros(count, np.float32)
        for channel in range(sound.shape[1]):
            rows = np.ascontiguousarray(sound[:, channel]).reshape(count, self._segment)
            frames = rows.reshape(-1, self._hop)
            powers += np.einsum("ij,ij->i", frames, frames)
            spectrum = np.fft.rfft(rows)
            power = _power(spectrum)
            loudness += power @ self._weights
            self._keep_low(power[:, :_LOW_BINS])
            self._spectrum += _tapered(spectrum[-self._segments % 4 :: 4])
        self._powers.append(powers / np.float32(self._hop * sound.shape[1]))
        self._loudness.append(loudness)
        self._segments += count

    def _keep_low(self, low: npt.NDArray[np.float32]) -> None:
        """Keeps the lowest bins of at most 2,048 of the first segments, for the quiet ones among them."""
        room = _MOST_LOW - len(self._low)
        self._low.extend(low[:room].copy())

    def finish(self, speech: Speech | None = None) -> Quality:
        """The figures of all that was fed; where ``speech`` is None, they are told from the powers."""
        self._pad()
        duration = self._samples / self._rate
        powers = np.concatenate([*self._powers, np.zeros(0, np.float32)])
        ratio = snr(powers)
        heard = speech or speech_by_power(powers, duration)
        if ratio is None:
            heard = Speech(0.0, duration, duration)
        level, mains = self._hum(powers)
        return Quality(
            duration=duration,
            loudness=integrated(np.concatenate([*self._loudness, np.zeros(0, np.float32)])),
            peak=float(20 * np.log10(max(self._levels.peak, 1e-6))),
            clipped=self._levels.clipped,
            snr=ratio if heard.share > 0 else None,
            dc=self._levels.offset,
            bandwidth=bandwidth(self._spectrum, self._rate / self._segment, self._rate),
            speech=heard.share,
            lead=heard.lead,
            tail=heard.tail,
            dropouts=60 * self._gaps.count / max(duration, 1.0),
            hum=level,
            hum_frequency=mains,
        )

    def _pad(self) -> None:
        """A sound shorter than a segment is made one, with silence."""
        if not self._segments and len(self._rest):
            padded = np.zeros((self._segment, self._rest.shape[1]), np.float32)
            padded[: len(self._rest)] = self._rest
            self._take(padded)

    def _hum(self, powers: npt.NDArray[np.float32]) -> tuple[float, int]:
        if not self._low or not len(powers):
            return NO_HUM, 0
        quiet = np.percentile(np.asarray(self._low), _QUIET_PERCENTILE, axis=0) * (2 / self._segment**2)
        power, mains = hum(quiet, self._rate / self._segment)
        speech = max(speech_power(powers, noise_power(powers)), FLOOR)
        return (max(NO_HUM, float(10 * np.log10(power / speech))), mains) if mains else (NO_HUM, 0)


def _power(spectrum: npt.NDArray[np.complexfloating]) -> npt.NDArray[np.float32]:
    power: npt.NDArray[np.float32] = np.square(spectrum.real).astype(np.float32, copy=False)
    power += np.square(spectrum.imag)
    return power


def _tapered(spectrum: npt.NDArray[np.complexfloating]) -> npt.NDArray[np.float64]:
    """Power of each bin, summed over the rows, as it would be under a Hann window.

    The window is a cosine, so that it can be laid on in frequency: each bin less half of its two neighbours.
    """
    inner = spectrum[:, 1:-1] - np.float32(0.5) * (spectrum[:, :-2] + spectrum[:, 2:])
    power = _power(inner).sum(axis=0, dtype=np.float64) / 4
    return np.concatenate([power[:1], power, power[-1:]])
