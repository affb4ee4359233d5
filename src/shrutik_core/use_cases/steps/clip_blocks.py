"""An encoded clip, block by block, as a blob store takes it."""

from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 256 * 1024


def blocks_of(stream: BinaryIO) -> Iterator[bytes]:
    """What is left of the stream."""
    while block := stream.read(_BLOCK):
        yield block
