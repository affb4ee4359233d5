"""Merkle trees of RFC 6962 (2013), section 2.1, over leaves that come one by one; memory grows with the tree's height.

A leaf's hash is SHA-256 of a byte 0 and its content, a node's that of a byte 1 and its two children, so that neither is
taken for the other. The left child of a node holds as many leaves as the greatest power of two that leaves some for the
right one.
"""

import hashlib
from collections.abc import Iterable

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf, 32 bytes."""
    return hashlib.sha256(b"\0" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node, 32 bytes, from those of its children."""
    return hashlib.sha256(b"\1" + left + right).digest()


class TreeBuilder:
    """Takes the hashes of leaves in order and knows the root over those that came.

    Kept are the roots of the perfect trees into which the leaves fall, one for each 1 in the binary form of their
    number (the compact range of Certificate Transparency): 20 at most for a million leaves.
    """

    def __init__(self) -> None:
        self._size = 0
        self._perfect: list[bytes] = []

    @property
    def size(self) -> int:
        """How many leaves came."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Take the next leaf.

        Args:
            leaf: its hash, 32 bytes.
        """
        size = self._size
        while size & 1:
            leaf = node_hash(self._perfect.pop(), leaf)
            size >>= 1
        self._perfect.append(leaf)
        self._size += 1

    def root(self) -> bytes:
        """The root over all leaves so far, 32 bytes; that of no leaf is SHA-256 of nothing."""
        if not self._perfect:
            return EMPTY_ROOT
        root = self._perfect[-1]
        for left in reversed(self._perfect[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves.

    Args:
        leaves: their hashes, 32 bytes each.
    """
    builder = TreeBuilder()
    for leaf in leaves:
        builder.append(leaf)
    return builder.root()
