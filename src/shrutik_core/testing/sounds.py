"""Sounds for tests, made and not recorded, and the file of sound that every adapter can read."""

import struct

import numpy as np
import numpy.typing as npt

RATE = 16_000


def wav(samples: npt.NDArray[np.int16], rate: int = RATE) -> bytes:
    """A 16-bit WAV file of int16 samples, shape (frames,) or (frames, channels)."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    data = samples.astype("<i2").tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, 2 * rate * channels, 2 * channels, 16)
    return (
        struct.pack("<4sI4s", b"RIFF", len(data) + 36, b"WAVE") + form + struct.pack("<4sI", b"data", len(data)) + data
    )


def bursts(seconds: float = 12.0, rate: int = RATE, channels: int = 1) -> npt.NDArray[np.int16]:
    """Bursts of 1.2 s of two tones that beat, with pauses of 0.4 s, over faint noise; int16, (frames, channels)."""
    count = round(seconds * rate)
    at = np.arange(count) / rate
    tone = 6_000 * np.sin(2 * np.pi * 300 * at) * np.sin(2 * np.pi * 7.3 * at) * ((at % 1.6) < 1.2)
    noise = np.random.default_rng(7).integers(-20, 21, (count, channels))
    return (tone[:, None] + noise).astype(np.int16)
