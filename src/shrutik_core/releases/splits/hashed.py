"""Splits: each speaker belongs to one, by a hash, so that no other release moves them."""

import hashlib
import hmac

import attrs

from shrutik_core.releases.splits.split import Split
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import SpeakerId


@attrs.frozen
class SplitShares:
    """How many speakers of a hundred are held back.

    Attributes:
        dev: 0 to 49.
        test: 0 to 49.

    Raises:
        Invalid: ``split_shares``.
    """

    dev: int = 10
    test: int = 10

    def __attrs_post_init__(self) -> None:
        if not (0 <= self.dev < 50 and 0 <= self.test < 50):
            raise Invalid("split_shares", "dev and test each take 0 to 49 per cent of the speakers.")


def split_key(speaker: SpeakerId, salt: bytes) -> str:
    """What decides a speaker's split in every release of an installation; unlike pseudonyms, it is never given out."""
    return hmac.digest(salt, speaker.bytes, "sha256").hex()[:32]


def split_of(key: str, shares: SplitShares | None = None) -> Split:
    """The split of a speaker; it depends on nothing but the key and the shares."""
    shares = shares or SplitShares()
    place = int.from_bytes(hashlib.sha256(f"split:{key}".encode()).digest()[:8], "big") % 100
    if place < shares.test:
        return Split.TEST
    return Split.DEV if place < shares.test + shares.dev else Split.TRAIN
