"""The loudness envelope of a recording in twelve bands, taken block by block."""

from typing import Any, Self

import attrs
import numpy as np
from numpy.typing import NDArray

from shrutik_core.chunking.bands import BANDS, Framing
from shrutik_core.shared.errors import Invalid

LOWEST_RATE, HIGHEST_RATE = 8_000, 192_000
STEPS_PER_OCTAVE = 256
DECIBELS = 10.0 * float(np.log10(2.0)) / STEPS_PER_OCTAVE
FLOOR = 1e-20
FLOOR_STEPS = round(STEPS_PER_OCTAVE * float(np.log2(FLOOR)))
_BATCH = 128
_SHELF = 64 * _BATCH
_LOUDEST = np.float32(1e4)

Samples = NDArray[Any]
"""Floats with full scale at 1, or int16 or int32 with full scale at the end of their range."""


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
            not zero, so that zeros in front of a recording change nothing in it.
    """

    bands: NDArray[np.int16] = attrs.field(factory=_no_bands)
    rate: int = 16_000
    samples: int = 0
    hop: int = 160
    origin: int = 0

    @property
    def frames_per_second(self) -> float:
        """Frames per second; not quite 100 where the rate is no multiple of 100."""
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
    no number or beyond all measure are taken as silence. Channels are mixed with unequal weights, so
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
        framing = Framing.of(rate)
        self._rate, self._hop = rate, framing.hop
        self._step, self._inner = framing.step, framing.inner
        inner, length = framing.inner, framing.length
        self._window = np.hanning(length + 1)[:-1].astype(np.float32)
        # One row for the real and one for the imaginary part of each bin.
        bank = framing.filter_bank() / np.float32((framing.step * length) ** 2)
        self._bank = bank.repeat(2, axis=0)
        # The last hop of the batch before, then one batch; the recording begins after a hop of silence.
        self._mono = np.zeros((_BATCH + 1) * inner, np.float32)
        self._frames = np.lib.stride_tricks.sliding_window_view(self._mono[inner - length // 2 :], length)[
            : _BATCH * inner : inner
        ]
        self._windowed = np.empty((_BATCH, length), np.float32)
        self._spectrum = np.empty((_BATCH, length // 2 + 1), np.complex64)
        self._pending: list[Samples] = []
        self._waiting = 0
        self._samples = 0
        self._origin: int | None = None
        self._done: list[NDArray[np.int16]] = []
        self._frames_done = 0
        self._channels = 0

    def feed(self, block: Samples) -> None:
        """Takes the next block, shape (samples,) or (samples, channels), any length.

        Args:
            block: floats, full scale at 1, or int16 or int32, full scale at the end of their range. 16-bit
                integers cost least: give them as they were decoded.

        Raises:
            Invalid: ``block_shape`` where the block has no such shape or the number of channels changes.
        """
        flat = self._interleaved(block)
        if self._origin is None:
            flat = self._after_zeros(flat)
        self._samples += len(block)
        self._take(flat)

    def _after_zeros(self, flat: Samples) -> Samples:
        """Whole hops of the zeros that a recording begins with, and all that follows them."""
        sounding = np.flatnonzero(flat)
        zeros = int(sounding[0]) // self._channels if len(sounding) else len(flat) // self._channels
        held = self._samples % self._hop
        hops = (held + zeros) // self._hop
        self._take(np.zeros(hops * self._hop * self._channels, flat.dtype))
        if not len(sounding):
            return flat[:0]
        self._origin = (held + zeros) % self._hop
        return flat[zeros * self._channels :]

    def _take(self, flat: Samples) -> None:
        if self._pending and self._pending[-1].dtype != flat.dtype:
            flat = _floats(flat)
            self._pending = [_floats(piece) for piece in self._pending]
        full = _BATCH * self._hop * self._channels
        start = 0
        while self._waiting + len(flat) - start >= full:
            stop = start + full - self._waiting
            piece = flat[start:stop]
            self._batch(np.concatenate([*self._pending, piece]) if self._pending else piece)
            self._pending, self._waiting, start = [], 0, stop
        if start < len(flat):
            self._pending.append(flat[start:].copy())
            self._waiting += len(flat) - start

    def finish(self) -> Features:
        """The features of all that was fed; the envelope takes no more after this."""
        if self._channels:
            missing = _BATCH * self._hop * self._channels - self._waiting
            self._take(np.zeros(missing, self._pending[-1].dtype if self._pending else np.int16))
        origin = self._origin or 0
        frames = (self._samples - origin) // self._hop + 1 if self._samples else 0
        bands = np.empty((frames, BANDS), np.int16)
        # Each shelf is let go as soon as it is copied: the features are never in memory twice.
        while self._done:
            shelf = self._done.pop()
            part = bands[len(self._done) * _SHELF :][:_SHELF]
            part[:] = shelf[: len(part)]
        return Features(bands, self._rate, self._samples, self._hop, origin)

    def _interleaved(self, block: Samples) -> Samples:
        channels = block.shape[1] if block.ndim == 2 else 1
        if block.ndim not in {1, 2} or channels < 1 or channels != (self._channels or channels):
            raise Invalid(
                "block_shape",
                f"A block is (samples,) or (samples, channels) with the same channels throughout, "
                f"not {block.shape} after {self._channels} channels.",
            )
        self._channels = channels
        return (block if block.dtype == np.int16 else _floats(block)).reshape(-1)

    def _batch(self, flat: Samples) -> None:
        fresh = self._mono[self._inner :]
        with np.errstate(over="ignore", invalid="ignore"):
            self._mix(flat, fresh)
            measurable = np.isfinite(np.dot(fresh, fresh))
        if not measurable:
            clean = np.nan_to_num(flat, nan=0.0, posinf=0.0, neginf=0.0)
            clean[np.abs(clean) > _LOUDEST] = 0.0
            self._mix(clean, fresh)
        used = self._frames_done % _SHELF
        if used == 0:
            self._done.append(np.empty((_SHELF, BANDS), np.int16))
        self._done[-1][used : used + _BATCH] = self._measure()
        self._frames_done += _BATCH
        self._mono[: self._inner] = self._mono[-self._inner :]

    def _mix(self, flat: Samples, out: NDArray[np.float32]) -> None:
        """Channels to one, and the rate down to the working rate by the sum of ``step`` samples."""
        stride = self._step * self._channels
        whole = flat.dtype == np.int16
        scale = 2.0**-15 if whole else 1.0
        for channel in range(self._channels):
            total = flat[channel::stride].astype(np.int32 if whole else np.float32)
            for at in range(channel + self._channels, stride, self._channels):
                total += flat[at::stride]
            weighted = total.astype(np.float32, copy=False)
            weighted *= np.float32(scale * (1.0 - 0.5 * (channel * 0.618034 % 1.0)))
            if channel:
                out += weighted
            else:
                out[:] = weighted

    def _measure(self) -> NDArray[np.int16]:
        """Mean power of each band in each frame, as steps."""
        np.multiply(self._frames, self._window, out=self._windowed)
        np.fft.rfft(self._windowed, out=self._spectrum)  # type: ignore[arg-type]  # numpy 2 takes complex64
        parts = self._spectrum.view(np.float32)
        np.square(parts, out=parts)
        mantissa, exponent = np.frexp(np.maximum(parts @ self._bank, np.float32(FLOOR)))
        # The exponent apart, so that a gain of two is the same shift in every frame, to the last bit.
        steps = np.rint(np.log2(mantissa) * np.float32(STEPS_PER_OCTAVE))
        return steps.astype(np.int16) + exponent.astype(np.int16) * np.int16(STEPS_PER_OCTAVE)


def _floats(samples: Samples) -> NDArray[np.float32]:
    """Full scale at 1, whatever it was."""
    floats: NDArray[np.float32] = samples.astype(np.float32, copy=False)
    scale = {np.dtype(np.int16): 2.0**-15, np.dtype(np.int32): 2.0**-31}.get(samples.dtype)
    return floats if scale is None else floats * np.float32(scale)
