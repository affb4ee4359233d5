"""What a look at a corpus is made of: what the headers of its files say."""

from pathlib import Path

from shrutik_audio.decoding.length import declared_seconds
from shrutik_core.ports.audio_check import AudioLimits


def header_seconds(path: Path, limits: AudioLimits) -> float | None:
    """Seconds that a file of sound declares; None if it declares nothing.

    Raises:
        Invalid: as `AudioCheck.check`.
        OSError: if it cannot be read.
    """
    with path.open("rb") as source:
        return declared_seconds(source, limits)
