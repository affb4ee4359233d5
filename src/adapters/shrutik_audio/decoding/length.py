"""How long a file says that it is, told from its header and first frame."""

from typing import BinaryIO

from shrutik_audio.decoding.decode import Decoding
from shrutik_core.ports.audio_check import AudioLimits


def declared_seconds(source: BinaryIO, limits: AudioLimits) -> float | None:
    """Seconds that a file declares; None if it declares nothing.

    Args:
        source: binary, seekable; read from its start.
        limits: of what is accepted.

    Raises:
        Invalid: as `AudioCheck.check`.
    """
    decoding = Decoding(source, limits)
    try:
        frames = decoding.declared.frames
        return None if frames is None else frames / decoding.declared.rate
    finally:
        decoding.close()
