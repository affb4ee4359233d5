"""Whether two recordings are the same take: a sound becomes a fingerprint, and fingerprints are compared."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from shrutik_core.recordings.copies import RecordingFingerprint
from shrutik_core.recordings.fingerprint import SECONDS, Fingerprint

LIMIT = 0.81
"""Likeness from which two recordings are the same take."""

_WORD = np.dtype("<u4")
_FRAME, _STEP, _LAG = 0.128, 0.016, 4
_BANDS = 32
_AT_A_TIME = 128
_LOWEST, _HIGHEST = 200.0, 1_750.0
_HEARD = 1 << 31
_AUDIBLE, _SILENT = 1e-3, 1e-5
_REACH = 3.0
_LEAST = 28
_LEAST_SHARE = 0.6


def fingerprint(sound: npt.NDArray[np.float32], rate: float) -> Fingerprint:
    """The fingerprint of a sound.

    Args:
        sound: mono, shape (samples,); what lies beyond `SECONDS` is not looked at.
        rate: samples per second, `RATE` to 8,000.
    """
    size, count = round(_FRAME * rate), 0
    if len(sound) >= size:
        count = int(min((len(sound) - size) / rate, SECONDS) / _STEP) + 1
    starts = np.rint(np.arange(count) * _STEP * rate).astype(np.int64)
    if count <= _LAG:
        return Fingerprint()
    window = np.hanning(size).astype(np.float32)
    edges = np.rint(np.linspace(_LOWEST, _HIGHEST, _BANDS + 1) * size / rate).astype(np.int64)
    bands = np.zeros((count, _BANDS), np.float32)
    for first in range(0, count, _AT_A_TIME):
        frames = sound[starts[first : first + _AT_A_TIME, None] + np.arange(size)] * window
        power = np.square(np.abs(np.fft.rfft(frames)))
        bands[first : first + _AT_A_TIME] = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1)
    return Fingerprint(_words(bands))


def _words(bands: npt.NDArray[np.floating]) -> bytes:
    level = np.log(bands + 1e-12)
    slope = level[:, :-1] - level[:, 1:]
    bits = slope[_LAG:] > slope[:-_LAG]
    total = np.convolve(bands.sum(axis=1), np.ones(_LAG + 1), "valid")
    words = (bits << np.arange(_BANDS - 1, dtype=np.uint32)).sum(axis=1).astype(np.uint32)
    words |= np.where(total > max(_SILENT, _AUDIBLE * float(total.max())), np.uint32(_HEARD), np.uint32(0))
    return bytes(words.astype(_WORD).tobytes())


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """Share of the bits that agree, 0 to 1, where the two agree best; symmetric.

    They are laid over each other at every offset of up to 3 s; a place counts where both have sound, an offset where
    that is the case for 60 % of the shorter one, and for half a second of sound. 0 if there is no such offset.
    Takes of different sound agree by half.
    """
    first, second = _unpacked(one), _unpacked(other)
    best = 0.0
    reach = round(_REACH / _STEP)
    for shift in range(-reach, reach + 1):
        a, b = first[max(0, shift) :], second[max(0, -shift) :]
        size = min(len(a), len(b))
        best = max(best, _agreement(a[:size], b[:size], min(_sound(first), _sound(second))))
    return best


def same_take(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the two are one recording, be it coded again, resampled, softer or cut at its start or end.

    The limit of 0.81 lies between copies (0.82 and more at 16 kbit/s Opus with the first second cut off; 0.84
    otherwise; 0.78 to 0.83 at 12 kbit/s) and one synthetic voice that reads the same sentence twice, 5 % faster (0.76
    at most) or two steps of pitch higher (0.77). People agree by less. A voice that repeats itself to within 2.5 % in
    tempo or one step of pitch, as only machines do, reaches 0.82 to 0.87 and may pass for a copy.
    """
    return likeness(one, other) >= LIMIT


def copied(one: RecordingFingerprint, others: Iterable[RecordingFingerprint]) -> RecordingFingerprint | None:
    """The first of the others that has the same bytes or is the same take; a recording is not a copy of itself."""
    for other in others:
        if other.recording == one.recording:
            continue
        if other.sha256 == one.sha256 or same_take(one.fingerprint, other.fingerprint):
            return other
    return None


def _unpacked(value: Fingerprint) -> npt.NDArray[np.uint32]:
    return np.frombuffer(value.words, _WORD).astype(np.uint32)


def _sound(words: npt.NDArray[np.uint32]) -> int:
    return int(np.count_nonzero(words & np.uint32(_HEARD)))


def _agreement(a: npt.NDArray[np.uint32], b: npt.NDArray[np.uint32], sound: int) -> float:
    heard = (a & b & np.uint32(_HEARD)) != 0
    count = int(np.count_nonzero(heard))
    if count < max(_LEAST, _LEAST_SHARE * sound):
        return 0.0
    differing = int(np.bitwise_count((a ^ b)[heard]).sum())
    return 1.0 - differing / (count * (_BANDS - 1))
