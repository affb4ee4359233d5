"""What a meter has gathered over a stretch of sound, and the figures of quality that it makes."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.measuring.dropouts import Gaps
from shrutik_audio.measuring.levels import Levels
from shrutik_audio.measuring.loudness import integrated
from shrutik_audio.measuring.noise import FLOOR, noise_power, snr, speech_power
from shrutik_audio.measuring.spectrum import NO_HUM, bandwidth, hum
from shrutik_audio.measuring.speech import Speech, speech_by_power
from shrutik_core.recordings.quality import Quality

Floats = npt.NDArray[np.float32]

LOW_BINS = 64
"""Bins of each segment that are looked at for hum."""

_MOST_LOW = 2_048
# Bins of 10 Hz in which the power of a beep lies, if it is spread evenly; a tone that sets in within them takes four.
_BEEP_BINS = 6.0
_QUIET_PERCENTILE = 20
# Mean square, -100 dBFS: what is softer is the rounding of samples, and no hum.
_ROUNDING = 1e-10


class Measurements:
    """Sums over segments of 100 ms; keeps 5 bytes for each 10 ms, and no more that grows.

    Args:
        rate: samples per second.
        channels: of the sound.
        segment: samples of a segment.
        low_scale: what the lowest bins are multiplied with to be mean squares.

    Attributes:
        levels: of all samples.
        gaps: of digital silence, by their edges.
        powers: mean square of each 10 ms, block by block.
        loudness: K-weighted mean square of each segment, block by block.
        spectrum: power of each bin, summed over every fourth segment.
        beeps: the same of the segments whose power lies in so few bins that they tell nothing of the others.
        low: the lowest bins of the first segments.
        segments: how many were taken.
        holes: what was passed over: how many samples were taken before it, and how many it has.
        first, last: mean square of each 10 ms before the first segment and after the last; for the figures alone.
    """

    def __init__(self, rate: int, channels: int, segment: int, low_scale: float) -> None:
        self._rate, self._segment, self._low_scale = rate, segment, low_scale
        self.levels = Levels(channels, rate)
        self.gaps = Gaps()
        self.powers: list[Floats] = []
        self.loudness: list[Floats] = []
        self.spectrum, self.beeps = np.zeros(segment // 2 + 1), np.zeros(segment // 2 + 1)
        self.low: list[Floats] = []
        self.segments = 0
        self.holes: list[tuple[int, int]] = []
        self.first, self.last = np.zeros(0, np.float32), np.zeros(0, np.float32)

    def take(self, powers: Floats, loudness: Floats) -> None:
        """Takes whole segments.

        Args:
            powers: mean square of each 10 ms, over all channels.
            loudness: K-weighted mean square of each segment, summed over the channels.
        """
        self.powers.append(powers)
        self.loudness.append(loudness)
        self.segments += len(loudness)

    def take_spectrum(self, tapered: Floats) -> None:
        """Takes the power of each bin but the first and the last of some of the segments; beeps apart."""
        total, squares = tapered.sum(axis=1), np.einsum("ij,ij->i", tapered, tapered)
        beeps = np.square(total) < _BEEP_BINS * squares
        self.beeps[1:-1] += tapered[beeps].sum(axis=0, dtype=np.float64)
        self.spectrum[1:-1] += tapered[~beeps].sum(axis=0, dtype=np.float64)

    def take_low(self, low: Floats) -> None:
        """Keeps the lowest bins of at most 2,048 of the first segments, for the quiet ones among them."""
        self.low.extend(low[: _MOST_LOW - len(self.low)].copy())

    def pass_over(self, samples: int) -> None:
        """Leaves so many samples out, but of the time."""
        before = self.levels.frames
        joined = self.holes.pop()[1] if self.holes and self.holes[-1][0] == before else 0
        self.holes.append((before, joined + samples))

    def add(self, other: "Measurements") -> None:
        """Takes all that another has gathered over what follows."""
        self.holes += [(self.levels.frames + before, samples) for before, samples in other.holes]
        self.levels.add(other.levels)
        self.gaps += other.gaps
        self.powers += other.powers
        self.loudness += other.loudness
        self.spectrum += other.spectrum
        self.beeps += other.beeps
        self.low += other.low[: _MOST_LOW - len(self.low)]
        self.segments += other.segments

    def figures(self, speech: Speech | None = None, begins: float = 0.0) -> Quality:
        """The figures of all that was taken.

        Args:
            speech: when there is speech; told from the powers if None.
            begins: seconds of the stretch before its first segment.
        """
        counted = self.levels.frames / self._rate
        duration = counted + sum(samples for _, samples in self.holes) / self._rate
        powers = np.concatenate([self.first, *self.powers, self.last])
        sounds = len(powers) > 0 and float(powers.max()) > FLOOR
        noise = noise_power(powers) if sounds else 0.0
        voice = speech_power(powers, noise) if sounds else FLOOR
        ratio = snr(voice, noise) if sounds else None
        heard = speech or speech_by_power(powers, noise, duration, lambda hop: self._time(hop, begins))
        if ratio is None:
            heard = Speech(0.0, duration, duration)
        level, mains = self._hum(voice)
        return Quality(
            duration=duration,
            loudness=integrated(np.concatenate([*self.loudness, np.zeros(0, np.float32)])),
            peak=float(20 * np.log10(max(self.levels.peak, 1e-6))),
            clipped=self.levels.clipped,
            snr=ratio if heard.share > 0 else None,
            dc=self.levels.offset,
            bandwidth=self._bandwidth(),
            speech=heard.share,
            lead=heard.lead,
            tail=heard.tail,
            dropouts=60 * self.gaps.dropouts / max(counted, 1.0),
            hum=level,
            hum_frequency=mains,
        )

    def _time(self, hop: int, begins: float) -> float:
        """Seconds from the start of the stretch to one of its 10 ms, with what was passed over before it."""
        start = begins + hop / 100
        return start + sum(samples for before, samples in self.holes if before <= start * self._rate) / self._rate

    def _bandwidth(self) -> float:
        """Of all but the beeps, unless there is nothing else."""
        spectrum = self.spectrum if self.spectrum.any() else self.beeps
        return bandwidth(spectrum, self._rate / self._segment, self._rate)

    def _hum(self, voice: float) -> tuple[float, int]:
        """Level against the voice in dB, and frequency."""
        if not self.low:
            return NO_HUM, 0
        quiet = np.percentile(np.asarray(self.low), _QUIET_PERCENTILE, axis=0) * self._low_scale
        found, mains = hum(quiet, self._rate / self._segment)
        if found < _ROUNDING:
            return NO_HUM, 0
        return max(NO_HUM, float(10 * np.log10(found / voice))), mains
