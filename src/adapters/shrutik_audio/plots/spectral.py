"""Spectral reports by librosa; the only module that imports it, and it is slow to import."""

from typing import Any, BinaryIO

import librosa
import numpy as np

from shrutik_audio.decoding.decode import Decoding
from shrutik_audio.samples import to_mono
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.spectral import SpectralReport

_LONGEST = 600.0
_FRAME, _STEP = 0.032, 0.010
_BANDS = 64
_DEPTH = 80.0
_ROLLOFF = 0.95


class LibrosaReporter:
    """`SpectralReporter` by librosa (McFee et al., 2015)."""

    def report(self, clip: BinaryIO) -> SpectralReport:
        """See `SpectralReporter.report`."""
        decoding = Decoding(clip, AudioLimits(min_seconds=0.0, max_seconds=_LONGEST))
        try:
            sound = np.concatenate([to_mono(block) for block in decoding.blocks()] or [np.zeros(0, np.float32)])
            facts = decoding.facts()
        finally:
            decoding.close()
        rate = facts.sample_rate
        size, hop = round(_FRAME * rate), round(_STEP * rate)
        magnitude = np.abs(librosa.stft(sound, n_fft=size, hop_length=hop, pad_mode="constant"))
        mel = librosa.feature.melspectrogram(S=magnitude**2, sr=rate, n_fft=size, n_mels=_BANDS)
        shape: dict[str, Any] = {"S": magnitude, "sr": rate, "n_fft": size}
        return SpectralReport(
            mel=librosa.power_to_db(mel, ref=np.max, top_db=_DEPTH).astype(np.float32),
            step=hop / rate,
            highest=rate / 2,
            centroid=float(np.median(librosa.feature.spectral_centroid(**shape))),
            rolloff=float(np.median(librosa.feature.spectral_rolloff(**shape, roll_percent=_ROLLOFF))),
            flatness=float(np.median(librosa.feature.spectral_flatness(S=magnitude))),
        )
