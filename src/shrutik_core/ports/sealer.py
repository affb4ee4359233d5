"""The sealer of back-ups: makes bytes unreadable to whoever lacks the key."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "sealed_damaged", "These bytes were changed, cut off, or sealed with another key.")


class Sealer(Protocol):
    """Seals bytes as a stream; sealed twice they look different, and opened they are the same.

    A sealer without a key leaves everything as it is.
    """

    @property
    def key_id(self) -> str:
        """Tells its key from others and gives nothing of it away; empty if it has none."""
        ...

    def name(self, sha256: str) -> str:
        """The name of an object, 64 hexadecimal digits: always the same for the same bytes and key.

        With a key, whoever lacks it cannot tell whether bytes that they have are there.
        """
        ...

    def seal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """The sealed form of the blocks, joined; in constant memory."""
        ...

    def unseal(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """What was sealed into the blocks, joined; no byte comes out that was not sealed with this key.

        Raises:
            Invalid: ``sealed_damaged`` if a byte was changed, added or left out, or the key is another.
        """
        ...
