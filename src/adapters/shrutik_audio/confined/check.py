"""The first look at a recording, taken in a child process."""

from typing import BinaryIO

from shrutik_audio.confined.pool import DecoderPool
from shrutik_core.ports.audio_check import AudioLimits


class ConfinedCheck:
    """`AudioCheck` in a child process.

    Args:
        pool: whose decoders look.
    """

    def __init__(self, pool: DecoderPool) -> None:
        self._pool = pool

    def check(self, source: BinaryIO, limits: AudioLimits) -> None:
        """See `AudioCheck.check`."""
        self._pool.ask("check", limits, source=source)
