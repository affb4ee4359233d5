"""Measuring clips by decoding them with libsndfile."""

import hashlib
import io

import numpy as np
import numpy.typing as npt
import soundfile

from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.shared.errors import Invalid

_BITS = {"PCM_S8": 8, "PCM_16": 16, "PCM_24": 24}
# Frames that are decoded at a time.
_BLOCK = 1 << 16

_Block = npt.NDArray[np.int16] | npt.NDArray[np.int32]


class SoundFileClipMeasurer:
    """`ClipMeasurer` of FLAC with 8, 16 or 24 bits: what clips are kept as."""

    def measure(self, clip: bytes) -> MeasuredClip:
        """See `ClipMeasurer.measure`."""
        try:
            with soundfile.SoundFile(io.BytesIO(clip)) as file:
                return _measured(file)
        except soundfile.LibsndfileError as error:
            raise Invalid("clip_unreadable", f"The clip does not decode ({error}): cut its recording again.") from error


def _measured(file: soundfile.SoundFile) -> MeasuredClip:
    bits = _BITS.get(file.subtype)
    if file.format != "FLAC" or bits is None:
        raise Invalid("clip_unreadable", "The clip is not FLAC of 8, 16 or 24 bits: cut its recording again.")
    digest, frames = hashlib.sha256(), 0
    # The decoder gives each sample at the top of its integer.
    kind = "int16" if bits <= 16 else "int32"
    while len(block := file.read(_BLOCK, kind, always_2d=True)):
        digest.update(_packed(block, bits))
        frames += len(block)
    if frames != file.frames or not frames:
        raise Invalid(
            "clip_unreadable",
            f"The clip has {frames} samples, but its header says {file.frames}: cut its recording again.",
        )
    return MeasuredClip(SoundShape(file.samplerate, file.channels, bits, frames), digest.hexdigest())


def _packed(block: _Block, bits: int) -> memoryview:
    """The samples' bytes: interleaved, little-endian, no more of each than it has."""
    low_first = block.astype(block.dtype.newbyteorder("<"), copy=False)
    parts = low_first.reshape(-1, 1).view(np.uint8)
    return np.ascontiguousarray(parts[:, parts.shape[1] - bits // 8 :]).data
