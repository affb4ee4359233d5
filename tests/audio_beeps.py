"""Voices with a beep before or behind them, and what they are coded in."""

import numpy as np

from audio_files import by_ffmpeg, by_sndfile
from chunking_sounds import bursts

RATE = 16_000
SHAPES = {
    "pure": np.sin,
    "of two lines": lambda turns: np.sin(turns) + 0.3 * np.sin(2 * turns + 0.4),
    "square": lambda turns: np.sign(np.sin(turns) + 1e-9),
    "rounded": lambda turns: np.tanh(4 * np.sin(turns)),
}


def beep(shape, seconds, frequency=880, rate=RATE, level=0.95):
    made = SHAPES[shape](2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)
    return level * made / np.abs(made).max()


def voice(rate=RATE, seconds=8):
    return 0.1 * bursts(rate, seconds, 5, noise=0)


def after(sounds, rate=RATE):
    """One sound after the other, with faint noise below and 80 ms before them."""
    sound = np.concatenate([np.zeros(rate * 2 // 25), *sounds])
    return sound + 3e-4 * np.random.default_rng(1).standard_normal(len(sound))


CODINGS = {
    "wav": (48_000, lambda sound: by_sndfile(sound, 48_000)),
    "8-bit wav": (8_000, lambda sound: by_sndfile(sound, 8_000, subtype="PCM_U8")),
    "webm": (48_000, lambda sound: by_ffmpeg(sound, 48_000)),
    "mp3": (44_100, lambda sound: by_ffmpeg(sound, 44_100, "mp3", "libmp3lame", "fltp")),
}
