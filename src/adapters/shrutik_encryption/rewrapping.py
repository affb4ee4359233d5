"""Blobs' own keys, wrapped anew by the newest of the installation's, so that older ones can be retired."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from threading import Lock

import attrs

from shrutik_core.ports.blob_store import BlobEntry
from shrutik_core.ports.rewritable_blob_store import RewritableBlobStore
from shrutik_core.shared.errors import Missing, Unavailable
from shrutik_encryption.blob_store import ENCRYPTED
from shrutik_encryption.header import HEADER_BYTES, header, secret_in, wrapped_by
from shrutik_encryption.keyring import Keyring

AT_ONCE = 20_000
"""Blobs that one round of `SteadyRewrapping` looks at: at a few milliseconds each, a minute or two."""


@attrs.frozen
class Wrapped:
    """What was seen of encrypted blobs.

    Attributes:
        looked: blobs that were looked at.
        anew: those of them that were wrapped anew.
        old: those that an old key of the installation wraps, still.
        strange: those that no key of the installation wraps, or that are damaged.
        last: key of the last one; empty if there was none.
    """

    looked: int = 0
    anew: int = 0
    old: int = 0
    strange: int = 0
    last: str = ""

    @property
    def needs_old(self) -> bool:
        """Whether one of them may be lost with the old keys."""
        return bool(self.old or self.strange)


@attrs.frozen
class Rewrapping:
    """Looks at the headers of encrypted blobs, and replaces those that an old key wraps.

    A blob's own key stays, and so does its content: 72 bytes are read of each, and as many written. It may be done
    again, by several at once, and while blobs are stored, read and deleted.

    Attributes:
        inner: keeps what is encrypted.
        keyring: of the installation; its first key is the newest.
    """

    inner: RewritableBlobStore
    keyring: Keyring

    def count(self, most: int | None = None) -> Wrapped:
        """Look, and change nothing.

        Args:
            most: blobs that are looked at; None for all.

        Raises:
            Unavailable: ``blob_store_unavailable``.
        """
        return self._go(self._entries("", most), anew=False)

    def wrap_anew(self, after: str = "", most: int | None = None) -> Wrapped:
        """Wrap anew what an old key wraps.

        Args:
            after: only blobs whose keys come after this one.
            most: blobs that are looked at; None for all.

        Raises:
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``; what was done by then stays so.
        """
        return self._go(self._entries(after, most), anew=True)

    def _entries(self, after: str, most: int | None) -> Iterator[BlobEntry]:
        return islice((one for one in self.inner.list(ENCRYPTED) if one.key.removeprefix(ENCRYPTED) > after), most)

    def _go(self, entries: Iterator[BlobEntry], *, anew: bool) -> Wrapped:
        seen, last = Counter[str](), ""
        for entry in entries:
            last = entry.key.removeprefix(ENCRYPTED)
            seen[self._look(last, anew=anew)] += 1
        return Wrapped(seen.total(), seen["anew"], seen["old"], seen["strange"], last)

    def _look(self, key: str, *, anew: bool) -> str:
        place, newest = ENCRYPTED + key, self.keyring.keys[0].id
        try:
            with self.inner.open(place, 0, HEADER_BYTES) as stream:
                before = stream.read(HEADER_BYTES)
            if wrapped_by(before) == newest:
                return "new"
            secret = self._secret(before, key)
            if secret is None:
                return "strange"
            if not anew:
                return "old"
            replaced = self.inner.replace_beginning(place, before, header(self.keyring, secret, key))
        except Missing:  # deleted since it was listed
            return "gone"
        return "anew" if replaced else "old"

    def _secret(self, found: bytes, key: str) -> bytes | None:
        try:
            return secret_in(found, self.keyring, key)
        except Unavailable:
            return None


class SteadyRewrapping:
    """Wraps anew round by round, for as long as there are old keys: each round goes on where the last one ended.

    Args:
        rewrapping: does it; None if nothing is encrypted.
        at_once: blobs that one round looks at.
    """

    def __init__(self, rewrapping: Rewrapping | None, at_once: int = AT_ONCE) -> None:
        self._rewrapping, self._at_once = rewrapping, at_once
        self._after, self._lock = "", Lock()

    def __call__(self) -> int:
        """How many blobs were wrapped anew.

        Raises:
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
        """
        if self._rewrapping is None or len(self._rewrapping.keyring.keys) == 1:
            return 0
        with self._lock:
            found = self._rewrapping.wrap_anew(self._after, self._at_once)
            self._after = found.last if found.looked == self._at_once else ""
        return found.anew
