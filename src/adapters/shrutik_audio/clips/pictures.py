"""What a clip looks like, from its decoded samples."""

from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.samples import to_float, to_mono
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.ports.clip_pictures import LONGEST_PICTURED
from shrutik_core.recordings.peak_search import find_peaks
from shrutik_core.recordings.peaks import Peaks
from shrutik_core.recordings.spectrogram import draw_spectrogram

_LIMITS = AudioLimits(min_seconds=0.0, max_seconds=LONGEST_PICTURED)


class SoundPictures:
    """`ClipPictures` through libsndfile and FFmpeg."""

    def peaks(self, clip: BinaryIO) -> Peaks:
        """See `ClipPictures.peaks`."""
        return find_peaks(*_decoded(clip))

    def spectrogram(self, clip: BinaryIO) -> bytes:
        """See `ClipPictures.spectrogram`."""
        sound, rate = _decoded(clip)
        return draw_spectrogram(to_mono(sound), rate)


def _decoded(clip: BinaryIO) -> tuple[npt.NDArray[np.float32], int]:
    """All samples, (frames, channels), and how many frames a second has."""
    decoding = Decoding(clip, _LIMITS)
    try:
        blocks = [to_float(block) for block in decoding.blocks()]
        facts = decoding.facts()
    finally:
        decoding.close()
    return np.concatenate(blocks), facts.sample_rate
