"""A blob store in which the beginning of a blob can be replaced, for what keeps a header there."""

from typing import Protocol

from shrutik_core.ports.blob_store import BlobStore

LONGEST_BEGINNING = 512
"""Bytes that may be replaced: of a disk, so many are written whole or not at all."""


class RewritableBlobStore(BlobStore, Protocol):
    """A `BlobStore` that replaces beginnings without being given the rest again."""

    def replace_beginning(self, key: str, before: bytes, after: bytes) -> bool:
        """Put bytes in place of those that a blob begins with; a crash leaves the one or the other.

        Whoever reads the blob at that very moment may be given some bytes of each.

        Args:
            key: of the blob.
            before: what it begins with now, 1 to `LONGEST_BEGINNING` bytes.
            after: as many bytes.

        Returns:
            False if it begins otherwise, or was replaced or deleted meanwhile: nothing has changed then.

        Raises:
            Invalid: ``blob_key_invalid``.
            Missing: ``blob_missing``.
            Unavailable: ``blob_store_unavailable`` or ``blob_store_full``.
            ValueError: if the bytes are too many, none, or more or fewer than there were.
        """
        ...


def check_beginnings(before: bytes, after: bytes) -> None:
    """Whether one may take the place of the other.

    Raises:
        ValueError: if not.
    """
    if not 0 < len(before) == len(after) <= LONGEST_BEGINNING:
        raise ValueError(f"As many bytes as there were, 1 to {LONGEST_BEGINNING}.")
