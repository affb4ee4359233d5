"""Pictures of clips in plain Python, for 16-bit WAV."""

from typing import BinaryIO

import numpy as np

from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.ports.clip_pictures import LONGEST_PICTURED
from shrutik_core.recordings.peak_search import find_peaks
from shrutik_core.recordings.peaks import Peaks
from shrutik_core.recordings.samples import into_floats
from shrutik_core.recordings.spectrogram import draw_spectrogram
from shrutik_memory.audio import read_checked

_LIMITS = AudioLimits(min_seconds=0.0, max_seconds=LONGEST_PICTURED)


class MemoryClipPictures:
    """`ClipPictures` of what `MemoryAudioProcessor` writes."""

    def peaks(self, clip: BinaryIO) -> Peaks:
        """See `ClipPictures.peaks`."""
        sound = read_checked(clip, _LIMITS)
        floats = np.empty(sound.samples.shape, np.float32)
        into_floats(sound.samples, floats)
        return find_peaks(floats, sound.rate)

    def spectrogram(self, clip: BinaryIO) -> bytes:
        """See `ClipPictures.spectrogram`."""
        sound = read_checked(clip, _LIMITS)
        return draw_spectrogram(sound.samples.astype(np.float32).mean(axis=1) / np.float32(32_768), sound.rate)
