"""The figures of quality, gathered block by block in one pass: of a recording, and of each clip of it on the way."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.measuring.dropouts import GapFinder
from shrutik_audio.measuring.highpass import HighPass, State
from shrutik_audio.measuring.loudness import KWeighting, power
from shrutik_audio.measuring.measurements import LOW_BINS, Measurements
from shrutik_audio.measuring.speech import Speech
from shrutik_audio.samples import BLOCK, Block
from shrutik_core.recordings.quality import Quality
from shrutik_core.recordings.samples import into_floats

# Hops of 10 ms in a segment: 100 ms, the step of BS.1770, holds whole periods of 50 and of 60 Hz.
_PER_SEGMENT = 10
# The long-term spectrum settles within seconds; to transform one segment in four costs a quarter.
_SPECTRUM_EVERY = 4
# A clip of fewer segments is measured by itself, from its own first sample.
_FEWEST = 4
# Share of the power of 10 ms that the sum of its squares may be off.
_ROUNDING = np.float32(1e-6)

Floats = npt.NDArray[np.float32]


class Meter:
    """Takes a recording block by block; keeps 5 bytes for each 10 ms, and no more that grows.

    Peak, offset, clipping and dropouts are told from the samples as they are; all else after a high-pass at 40 Hz. The
    sound is looked at in segments of 100 ms. Its power and the spectrum of its lower band tell the loudness, the
    lowest bins the hum; every fourth segment, tapered, goes into the long-term spectrum. `mark` gives the figures of
    a clip from the segments that lie within it, so that nothing is measured twice.

    Args:
        rate: samples per second.
        channels: of every block.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._rate, self._channels = rate, channels
        self._hop = rate // 100
        self._segment = _PER_SEGMENT * self._hop
        self._weighting = KWeighting.of(rate, self._segment, self._hop)
        factor = self._weighting.factor
        self._high_pass = HighPass(rate / factor, self._hop // factor)
        # What is slow in each channel after the last segment that was measured.
        self._slow: list[State | None] = [None] * channels
        self._gaps = GapFinder(rate)
        self._most = max(1, BLOCK // channels)
        # The samples of a segment that is not yet whole, and room for the next block behind them.
        self._held = np.zeros((self._segment + self._most, channels), np.float32)
        self._waiting = 0
        self._looked_at = 0
        self._past, self._clip = self._measurements(), self._measurements()
        # Samples of the clip that complete a segment which began before it, and whether that is still to come.
        self._overhang, self._straddles = 0, False
        self._brief: list[Floats] = []
        # Whether something was passed over since the sample before, and how the step it leaves fades.
        self._joins = False
        self._fade = np.linspace(1, 0, self._hop, dtype=np.float32)[:, None]

    def _measurements(self) -> Measurements:
        return Measurements(self._rate, self._channels, self._segment, float(self._weighting.share[1]))

    def feed(self, block: Block) -> None:
        """Takes the next block, (frames, channels)."""
        for start in range(0, len(block), self._most):
            self._feed(block[start : start + self._most])

    def pass_over(self, samples: int) -> None:
        """Leaves so many samples out of all figures but the times: what follows is joined to what came before."""
        if samples:
            self._clip.pass_over(samples)
            self._joins = self._waiting > 0

    def _feed(self, block: Block) -> None:
        end = self._waiting + len(block)
        fresh = self._held[self._waiting : end]
        into_floats(block, fresh)
        self._clip.levels.feed(block, fresh)
        self._clip.gaps += self._gaps.feed(block[:, 0])
        if self._joins and len(fresh):
            # No click where two stretches meet that did not lie side by side.
            slope = self._fade[: len(fresh)]
            fresh[: len(slope)] += slope * (self._held[self._waiting - 1] - fresh[0])
            self._joins = False
        if self._clip.segments < _FEWEST:
            self._brief.append(fresh[: (_FEWEST + 1) * self._segment].copy())
        whole = end // self._segment * self._segment
        if whole:
            self._take(self._held[:whole])
            self._held[: end - whole] = self._held[whole:end]
        self._waiting = end - whole

    def _take(self, sound: Floats) -> None:
        """Takes whole segments; of one that began before the clip, the clip gets the power of its own part."""
        if self._straddles:
            self._measure(sound[: self._segment], self._past, self._slow, self._looked_at)
            # The hops of that segment that lie wholly within the clip.
            self._clip.first = self._past.powers[-1][_PER_SEGMENT - self._overhang // self._hop :]
            self._looked_at, self._straddles = self._looked_at + 1, False
            sound = sound[self._segment :]
        if len(sound):
            self._measure(sound, self._clip, self._slow, self._looked_at)
            self._looked_at += len(sound) // self._segment

    def _measure(self, sound: Floats, sums: Measurements, slow: list[State | None], before: int) -> None:
        """Adds whole segments, (frames, channels), to the sums; the sound itself is spent.

        ``slow`` is what is slow in each channel before them, and then after them; ``before`` is how many there were.
        """
        count = len(sound) // self._segment
        # Mean square of each hop, summed over the channels; K-weighted mean square of each segment, likewise.
        powers = np.zeros((count, _PER_SEGMENT), np.float32)
        loudness = np.zeros(count, np.float32)
        for channel in range(sound.shape[1]):
            # A segment in each row; the same samples as (segments, hops, samples of a hop), without a copy.
            rows = np.ascontiguousarray(sound[:, channel]).reshape(count, self._segment)
            # Every fourth segment of the recording, however it is split: the first of them here comes after this many.
            skipped = -before % _SPECTRUM_EVERY
            sums.take_spectrum(_tapered(np.fft.rfft(rows[skipped::_SPECTRUM_EVERY])))
            hops = rows.reshape(-1, self._hop)
            own, averages, slow[channel] = self._passed(hops, slow[channel])
            own = own.reshape(count, _PER_SEGMENT)
            powers += own
            spectra = self._weighting.spectra(averages.reshape(count, -1))
            loudness += self._weighting.power(spectra, own.mean(axis=1))
            sums.take_low(spectra[:, :LOW_BINS])
        sums.take(powers.reshape(-1) / np.float32(sound.shape[1]), loudness)

    def _passed(self, hops: Floats, slow: State | None) -> tuple[Floats, Floats, State | None]:
        """The power of each hop and its averages after the high-pass, and what is slow behind them.

        What is slow is the same for neighbours that are averaged, so it is taken off their averages alone.
        """
        whole = _mean_squares(hops)
        averages = self._weighting.averaged(hops)
        before = whole if averages is hops else _mean_squares(averages)
        slow = self._high_pass.apply(averages, slow)
        passed = _mean_squares(averages)
        above = whole - before
        above[above < _ROUNDING * whole] = 0
        return passed + above, averages, slow

    def mark(self) -> Quality:
        """The figures of the clip that ends here and began at the mark before, or at the start."""
        if not self._straddles:
            self._clip.last = self._rest()
        figures = self._figures(self._clip, None, self._overhang % self._hop / self._rate)
        self._past.add(self._clip)
        self._clip, self._brief = self._measurements(), []
        self._straddles = self._waiting > 0
        self._overhang = -self._waiting % self._segment
        return figures

    def finish(self, speech: Speech | None = None) -> Quality:
        """The figures of all that was fed; if ``speech`` is None, they are told from the powers."""
        self._past.add(self._clip)
        self._clip, self._past.last = self._measurements(), self._rest()
        return self._figures(self._past, speech, 0.0)

    def _rest(self) -> Floats:
        """Mean square of each 10 ms after the last whole segment."""
        whole = self._waiting // self._hop
        powers = np.zeros(whole, np.float32)
        for channel, slow in enumerate(self._slow):
            rest = self._held[: whole * self._hop, channel].reshape(whole, self._hop).copy()
            powers += self._passed(rest, slow)[0]
        return powers / np.float32(self._channels)

    def _figures(self, sums: Measurements, speech: Speech | None, begins: float) -> Quality:
        if sums.segments < _FEWEST and self._brief:
            sums, begins = self._briefly(sums), 0.0
        return sums.figures(speech, begins)

    def _briefly(self, clip: Measurements) -> Measurements:
        """A clip of a few segments, from its own start; one shorter than a segment is filled with its mean."""
        sound = np.concatenate(self._brief)
        missing = max(0, self._segment - len(sound))
        if len(sound):
            sound = np.pad(sound, ((0, missing), (0, 0)), "mean")
        own = self._measurements()
        self._measure(sound[: len(sound) // self._segment * self._segment], own, [None] * self._channels, 0)
        own.levels, own.gaps, own.holes = clip.levels, clip.gaps, clip.holes
        return own


def _mean_squares(rows: Floats) -> Floats:
    """Of each row, (rows,)."""
    return np.asarray(np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]))


def _tapered(spectrum: npt.NDArray[np.complexfloating]) -> Floats:
    """Power of each bin as it would be under a Hann window, of all bins but the first and the last.

    The window is a cosine, so that it can be laid on in frequency: each bin less half of its two neighbours.
    """
    return power(spectrum[:, 1:-1] - np.float32(0.5) * (spectrum[:, :-2] + spectrum[:, 2:]))
