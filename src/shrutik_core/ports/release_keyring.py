"""The keyring of an installation: the key that signs its releases now, and how it came to be that."""

from typing import Protocol

from shrutik_core.ports.release_signer import ReleaseSigner
from shrutik_core.releases.signing.key_chain import Succession
from shrutik_core.shared.errors import Unavailable, declare

declare(Unavailable, "release_key_unavailable", "The key that signs releases cannot be used now.")


class HeldKeys(Protocol):
    """What one look at the keyring found; the parts belong together."""

    @property
    def signer(self) -> ReleaseSigner:
        """Signs with the key that signs now."""
        ...

    @property
    def successions(self) -> tuple[Succession, ...]:
        """Oldest first, the last one leads to the signer's key; empty as long as there was one key."""
        ...


class ReleaseKeyring(Protocol):
    """Looked at anew each time, for another process may have put a new key in the place of the old one."""

    def __call__(self) -> HeldKeys:
        """What it holds now.

        Raises:
            Unavailable: ``release_key_unavailable``; the log says why, for it names places of this machine.
        """
        ...
