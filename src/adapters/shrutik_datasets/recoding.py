"""Clips of a release in other forms, by libsndfile and libsoxr."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.sound import Recoded, SoundForm
from shrutik_core.shared.errors import Invalid
from shrutik_datasets.ogg_serial import with_serial

_SPEECH_RATE, _OPUS_RATE = 16_000, 48_000
_MP3_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_FULL = 1 << 15
_FILES = {
    SoundForm.FLAC_16K: ("flac", "FLAC", "PCM_16"),
    SoundForm.WAV_16K: ("wav", "WAV", "PCM_16"),
    SoundForm.OPUS: ("opus", "OGG", "OPUS"),
    SoundForm.MP3: ("mp3", "MP3", "MPEG_LAYER_III"),
}
_LOSSY = frozenset({SoundForm.OPUS, SoundForm.MP3})

Samples = npt.NDArray[Any]


@attrs.frozen
class SoundfileRecoder:
    """`Recoder` of one form; samples are mixed down, brought to its rate, and rounded once, undithered.

    Attributes:
        form: what comes out.
    """

    form: SoundForm

    @property
    def software(self) -> Mapping[str, str]:
        """See `Recoder.software`."""
        if self.form is SoundForm.AS_RECORDED:
            return {}
        return {
            "decoder": f"libsndfile {soundfile.__libsndfile_version__}",
            "encoder": f"libsndfile {soundfile.__libsndfile_version__}",
            "resampler": f"libsoxr {soxr.__libsoxr_version__}",
        }

    def recode(self, clip: ManifestLine, data: bytes) -> Recoded:
        """See `Recoder.recode`."""
        if self.form is SoundForm.AS_RECORDED:
            return Recoded.unchanged(clip, data)
        samples, rate = _decoded(data, clip)
        target = self._rate(rate)
        if rate != target:
            samples = soxr.resample(samples, rate, target)
        written = np.clip(np.rint(samples * _FULL), -_FULL, _FULL - 1).astype("<i2")
        # Of one sample none may be left at a lower rate, and no file holds an empty clip.
        return self._recoded(written if len(written) else np.zeros(1, "<i2"), target)

    def _rate(self, rate: int) -> int:
        if self.form is SoundForm.OPUS:
            return _OPUS_RATE
        if self.form is SoundForm.MP3:
            return next((known for known in _MP3_RATES if known >= rate), _MP3_RATES[-1])
        return _SPEECH_RATE

    def _recoded(self, samples: Samples, rate: int) -> Recoded:
        encoding, container, subtype = _FILES[self.form]
        stream = io.BytesIO()
        soundfile.write(stream, samples, rate, format=container, subtype=subtype)
        data = stream.getvalue()
        if self.form is SoundForm.OPUS:
            data = with_serial(data)
        if self.form in _LOSSY:
            samples, rate = soundfile.read(io.BytesIO(data), dtype="int16")
        return Recoded(
            data=data,
            encoding=encoding,
            sample_rate_hz=rate,
            channels=1,
            bits_per_sample=16,
            num_samples=len(samples),
            sha256=hashlib.sha256(data).hexdigest(),
            pcm_sha256=hashlib.sha256(samples.astype("<i2").tobytes()).hexdigest(),
        )


def _decoded(data: bytes, clip: ManifestLine) -> tuple[Samples, int]:
    """Mono samples, full scale being 1, and their rate."""
    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float64", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise Invalid("sound_unreadable", f"Clip {clip.clip} does not decode ({error}); verify the release.") from error
    return samples.mean(axis=1), int(rate)
