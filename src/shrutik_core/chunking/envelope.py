"""The loudness envelope of a recording in twelve bands, taken block by block."""

from typing import Self

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.bands import BANDS, Framing
from shrutik_core.chunking.transform import BATCH, BandPowers, Mixer
from shrutik_core.recordings.samples import Samples, into_floats
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span

LOWEST_RATE, HIGHEST_RATE = 8_000, 192_000
STEPS_PER_OCTAVE = 256
DECIBELS = 10.0 * float(np.log10(2.0)) / STEPS_PER_OCTAVE
FLOOR = 1e-20
FLOOR_STEPS = round(STEPS_PER_OCTAVE * float(np.log2(FLOOR)))
_GROWTH = 64 * BATCH
_LOUDEST = np.float32(1e4)


def _no_bands() -> NDArray[np.int16]:
    return np.zeros((0, BANDS), np.int16)


@attrs.frozen(eq=False)
class Features:
    """What the plan needs to know about a recording: 24 bytes for each 10 ms.

    Attributes:
        bands: power in each band around sample ``origin + i * hop``, shape (frames, 12), in steps of
            ``DECIBELS`` dB (a 256th of an octave of power, so that a gain of two is a shift of 512).
        rate: samples per second of the recording.
        samples: samples of the recording, for each channel.
        hop: samples from frame to frame at the recording's own rate, about 10 ms.
        origin: sample of the first frame, 0 to ``hop - 1``: frames are counted from the first sample that is
            not zero, so that zeros in front of a recording change nothing in it, to the bit.
        uncounted: samples that are not part of what was said, ascending: silence in place of what was lost, a beep at
            either end. The share of speech is told without them.
    """

    bands: NDArray[np.int16] = attrs.field(factory=_no_bands)
    rate: int = 16_000
    samples: int = 0
    hop: int = 160
    origin: int = 0
    uncounted: tuple[Span, ...] = ()

    @property
    def frames_per_second(self) -> float:
        """Frames per second; not quite 100 if the rate is not a multiple of 100."""
        return self.rate / self.hop

    @classmethod
    def of(cls, samples: Samples, rate: int) -> Self:
        """The features of a recording that is at hand as a whole.

        Args:
            samples: shape (samples,) or (samples, channels), as ``Envelope.feed`` takes them.
            rate: samples per second, 8,000 to 192,000.

        Raises:
            Invalid: ``rate_unsupported``, ``block_shape``.
        """
        envelope = Envelope(rate)
        envelope.feed(samples)
        features = envelope.finish()
        return cls(features.bands, features.rate, features.samples, features.hop, features.origin)


class Envelope:
    """Takes a recording block by block and keeps only its features.

    However the recording is split in blocks, the features are the same, bit for bit. Samples that are
    not a number or beyond all measure are taken as silence. Channels are mixed with unequal weights, so
    that none cancels another that carries the same sound upside down.

    Args:
        rate: samples per second, 8,000 to 192,000.

    Raises:
        Invalid: ``rate_unsupported``.
    """

    def __init__(self, rate: int) -> None:
        if not LOWEST_RATE <= rate <= HIGHEST_RATE:
            raise Invalid(
                "rate_unsupported",
                f"Convert the recording to {LOWEST_RATE}..{HIGHEST_RATE} samples per second; it has {rate}.",
            )
        self._framing = Framing.of(rate)
        self._rate, self._hop = rate, self._framing.hop
        self._powers = BandPowers(self._framing)
        self._channels = 0
        # Once the number of channels is known: what mixes them, and the start of a batch that is not yet whole.
        self._mixer: Mixer | None = None
        self._held = np.zeros(0, np.float32)
        self._waiting = 0
        self._samples = 0
        self._origin: int | None = None
        self._bands = np.empty((0, BANDS), np.int16)
        self._frames_done = 0

    def feed(self, block: Samples) -> None:
        """Takes the next block, shape (samples,) or (samples, channels), any length.

        Args:
            block: floats, full scale at 1, or int16 or int32, full scale at the end of their range. 16-bit
                integers cost least: give them as they were decoded.

        Raises:
            Invalid: ``block_shape`` if the block does not have such a shape or the number of channels changes.
        """
        flat = self._interleaved(block)
        if self._origin is None:
            flat = self._after_zeros(flat)
        self._samples += len(block)
        self._take(flat)

    def _after_zeros(self, flat: Samples) -> Samples:
        """Counts whole hops of the zeros that a recording begins with, and gives back all that follows them.

        No product of matrices takes these zeros, so the first batch always begins with the first sound. In which
        column of a batch a frame lies may decide the last bit of its powers; it must not hang on zeros in front.
        """
        sounding = np.flatnonzero(flat)
        zeros = int(sounding[0]) // self._channels if len(sounding) else len(flat) // self._channels
        hops, rest = divmod(self._samples + zeros, self._hop)
        silent = self._next_frames(hops - self._frames_done)
        self._bands[silent] = FLOOR_STEPS
        if not len(sounding):
            return flat[:0]
        self._origin = rest
        return flat[zeros * self._channels :]

    def _take(self, flat: Samples) -> None:
        full, start = len(self._held), 0
        while start < len(flat):
            if not self._waiting and flat.dtype == np.float32 and len(flat) - start >= full:
                self._batch(flat[start : start + full])
                start += full
                continue
            piece = flat[start : start + full - self._waiting]
            into_floats(piece, self._held[self._waiting : self._waiting + len(piece)])
            self._waiting += len(piece)
            start += len(piece)
            if self._waiting == full:
                self._batch(self._held)
                self._waiting = 0

    def finish(self) -> Features:
        """The features of all that was fed; the envelope takes no more after this."""
        self._take(np.zeros(len(self._held) - self._waiting, np.float32))
        origin = self._origin or 0
        frames = (self._samples - origin) // self._hop + 1 if self._samples else 0
        bands, self._bands = self._bands, np.empty((0, BANDS), np.int16)
        bands.resize((frames, BANDS), refcheck=False)
        return Features(bands, self._rate, self._samples, self._hop, origin)

    def _interleaved(self, block: Samples) -> Samples:
        channels = block.shape[1] if block.ndim == 2 else 1
        if block.ndim not in {1, 2} or channels < 1 or channels != (self._channels or channels):
            raise Invalid(
                "block_shape",
                f"A block is (samples,) or (samples, channels) with the same channels throughout, "
                f"not {block.shape} after {self._channels} channels.",
            )
        if not self._channels:
            self._channels = channels
            self._mixer = Mixer(self._framing, channels, self._powers.hops[:, 1:])
            self._held = np.zeros(BATCH * self._hop * channels, np.float32)
        return block.reshape(-1)

    def _batch(self, flat: NDArray[np.float32]) -> None:
        """Measures ``BATCH`` hops of interleaved samples."""
        self._mix(flat)
        frames = self._next_frames(BATCH)
        self._bands[frames] = _steps(self._powers.measure()).T
        self._powers.advance()

    def _next_frames(self, count: int) -> slice:
        """Makes room for so many more frames; if they go."""
        start, self._frames_done = self._frames_done, self._frames_done + count
        missing = self._frames_done - len(self._bands)
        if missing > 0:
            # In place if the system can: a copy would need the memory of all features a second time.
            self._bands.resize((len(self._bands) + max(missing, _GROWTH), BANDS), refcheck=False)
        return slice(start, self._frames_done)

    def _mix(self, flat: NDArray[np.float32]) -> None:
        if self._mixer is None:
            return
        hops = self._powers.hops.reshape(-1)
        with np.errstate(over="ignore", invalid="ignore"):
            self._mixer.mix(flat)
            measurable = np.isfinite(np.dot(hops, hops))
        if not measurable:
            clean = np.nan_to_num(flat, nan=0.0, posinf=0.0, neginf=0.0)
            clean[np.abs(clean) > _LOUDEST] = 0.0
            self._mixer.mix(clean)


def _steps(powers: NDArray[np.float32]) -> NDArray[np.int16]:
    """Powers as steps of ``DECIBELS``."""
    mantissa, exponent = np.frexp(np.maximum(powers, np.float32(FLOOR)))
    # The exponent apart, so that a gain of two is the same shift in every frame, to the last bit.
    steps = np.rint(np.log2(mantissa) * np.float32(STEPS_PER_OCTAVE))
    return steps.astype(np.int16) + exponent.astype(np.int16) * np.int16(STEPS_PER_OCTAVE)
