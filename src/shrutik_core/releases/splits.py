"""Splits: each speaker belongs to one, by a hash, so that a later release never moves them."""

import hashlib
from enum import StrEnum

import attrs

from shrutik_core.shared.errors import Invalid


class Split(StrEnum):
    """What a row is meant for."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


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


def split_of(pseudonym: str, shares: SplitShares | None = None) -> Split:
    """The split of a speaker; it depends on nothing but the pseudonym and the shares."""
    shares = shares or SplitShares()
    place = int.from_bytes(hashlib.sha256(f"split:{pseudonym}".encode()).digest()[:8], "big") % 100
    if place < shares.test:
        return Split.TEST
    return Split.DEV if place < shares.test + shares.dev else Split.TRAIN
