"""The keyring of an installation in memory."""

from datetime import datetime

import attrs

from shrutik_core.releases.signing.key_chain import Succession, hand_over
from shrutik_memory.release_signer import MemoryReleaseSigner


@attrs.frozen
class MemoryHeldKeys:
    """`HeldKeys` of seals."""

    signer: MemoryReleaseSigner = attrs.field(factory=MemoryReleaseSigner)
    successions: tuple[Succession, ...] = ()


class MemoryReleaseKeyring:
    """`ReleaseKeyring` with numbered keys, from 1 on."""

    def __init__(self) -> None:
        self._held = MemoryHeldKeys()

    def __call__(self) -> MemoryHeldKeys:
        """See `ReleaseKeyring.__call__`."""
        return self._held

    def rotate(self, now: datetime) -> None:
        """Let the next key sign from now on."""
        before, number = self._held.signer, len(self._held.successions) + 2
        after = MemoryReleaseSigner(number)
        succession = hand_over(number, before.key, after.key, now, before.sign)
        self._held = MemoryHeldKeys(after, (*self._held.successions, succession))
