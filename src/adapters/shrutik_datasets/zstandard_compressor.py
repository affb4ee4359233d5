"""Compression by Zstandard (RFC 8878)."""

from collections.abc import Iterable, Iterator

import zstandard

from shrutik_core.shared.errors import Invalid

LEVEL = 3


class ZstandardCompressor:
    """`Compressor`: one frame with a checksum, at level 3."""

    ending = ".zst"

    def pack(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Compressor.pack`."""
        packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True, write_content_size=False).compressobj()
        for block in blocks:
            if packed := packer.compress(block):
                yield packed
        yield packer.flush()

    def unpack(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Compressor.unpack`."""
        unpacker = zstandard.ZstdDecompressor().decompressobj()
        try:
            for block in filter(None, blocks):
                if unpacker.eof:
                    raise _damaged()
                if unpacked := unpacker.decompress(block):
                    yield unpacked
        except zstandard.ZstdError as error:
            raise _damaged() from error
        if not unpacker.eof or unpacker.unused_data:
            raise _damaged()


def _damaged() -> Invalid:
    return Invalid("compressed_damaged", "This is not one whole frame of Zstandard: fetch the file again.")
