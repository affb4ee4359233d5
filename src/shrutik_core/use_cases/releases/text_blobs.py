"""Files of lines in the blob store, written and read as a stream."""

from collections.abc import Iterable, Iterator

from shrutik_core.ports.blob_store import BlobStore
from shrutik_core.ports.compressor import Compressor
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.shared.byte_lines import lines_in_blocks

_BATCH = 64 * 1024


def put_lines(blobs: BlobStore, key: str, lines: Iterable[str]) -> StoredBlob:
    """Store the lines, each of which gets a line end if it has none."""
    return blobs.put(key, encoded(lines))


def lines_in(blobs: BlobStore, key: str) -> Iterator[str]:
    """The lines of a blob, without their ends.

    Raises:
        Missing: ``blob_missing``.
    """
    with blobs.open(key) as stream:
        for line in stream:
            yield line.decode().removesuffix("\n")


def packed_lines(blobs: BlobStore, compressor: Compressor, key: str) -> Iterator[bytes]:
    """The lines of a blob that was packed, without their ends; as they came, for reading a line needs no text of it.

    Raises:
        Invalid: ``compressed_damaged``.
        Missing: ``blob_missing``.
    """
    with blobs.open(key) as stream:
        yield from lines_in_blocks(compressor.unpack(iter(lambda: stream.read(_BATCH), b"")))


def encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as bytes, in blocks of bounded size."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line.encode() if line.endswith("\n") else line.encode() + b"\n")
        size += len(batch[-1])
        if size >= _BATCH:
            yield b"".join(batch)
            batch, size = [], 0
    yield b"".join(batch)
