"""An audio processor that can be sent to other processes and machines: each has decoders of its own."""

import atexit
import functools
import os

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.pool import DecoderPool
from shrutik_audio.confined.processor import ConfinedProcessor


class PortableProcessor(ConfinedProcessor):
    """`ConfinedProcessor` that can be pickled; a process starts decoders when it first needs one.

    Args:
        allowance: what a decoder may take for one recording.
    """

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(_decoders(allowance))
        self._allowance = allowance

    def __reduce__(self) -> tuple[type["PortableProcessor"], tuple[Allowance]]:
        return PortableProcessor, (self._allowance,)


@functools.cache
def _decoders(allowance: Allowance) -> DecoderPool:
    """Those of this process, which end with it."""
    pool = DecoderPool(os.cpu_count() or 1, allowance)
    atexit.register(pool.close)
    return pool
