"""The figures of quality, gathered block by block."""

import numpy as np
import numpy.typing as npt

from shrutik_audio.convert import to_float, to_mono
from shrutik_audio.declared import Block
from shrutik_core.recordings.quality import Quality

_SILENCE = 1e-12


class Meter:
    """Takes a recording block by block; keeps one power for each 10 ms."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._hop = rate // 100
        self._samples = 0
        self._sum = 0.0
        self._peak = 0.0
        self._clipped = 0
        self._powers: list[npt.NDArray[np.float32]] = []
        self._rest = np.zeros(0, np.float32)

    def feed(self, block: Block) -> None:
        """Takes the next block, (frames, channels)."""
        scaled = to_float(block)
        mono = to_mono(block)
        self._samples += len(mono)
        self._sum += float(mono.sum(dtype=np.float64))
        self._peak = max(self._peak, float(np.abs(scaled).max(initial=0.0)))
        self._clipped += int((np.abs(scaled) >= 0.999).sum()) // scaled.shape[1]
        joined = np.concatenate([self._rest, mono])
        whole = len(joined) // self._hop * self._hop
        frames = joined[:whole].reshape(-1, self._hop)
        self._powers.append(np.einsum("ij,ij->i", frames, frames) / np.float32(self._hop))
        self._rest = joined[whole:].copy()

    def finish(self) -> Quality:
        """The figures of all that was fed."""
        duration = self._samples / self._rate
        powers = np.concatenate([*self._powers, np.zeros(1, np.float32)])
        level = 10 * np.log10(powers + _SILENCE)
        floor, top = np.percentile(level, 5), np.percentile(level, 95)
        active = np.flatnonzero(level > (floor + top) / 2) if top > floor + 6 else np.zeros(0, np.int64)
        heard = len(active) > 0
        return Quality(
            duration=duration,
            loudness=float(10 * np.log10(powers.mean() + 1e-7)),
            peak=float(20 * np.log10(max(self._peak, 1e-6))),
            clipped=self._clipped / max(1, self._samples),
            snr=float(top - floor) if heard else None,
            dc=self._sum / max(1, self._samples),
            bandwidth=self._rate / 2,
            speech=len(active) / len(level),
            lead=float(active[0]) / 100 if heard else duration,
            tail=float(len(level) - 1 - active[-1]) / 100 if heard else duration,
        )
