"""A compressor that leaves bytes as they are, between marks."""

from collections.abc import Iterable, Iterator

from shrutik_core.shared.errors import Invalid

_BEGIN, _END = b"packed:", b":end"


class MemoryCompressor:
    """`Compressor` of tests."""

    ending = ".zst"

    def pack(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Compressor.pack`."""
        yield _BEGIN
        yield from blocks
        yield _END

    def unpack(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """See `Compressor.unpack`."""
        packed = b"".join(blocks)
        if not (packed.startswith(_BEGIN) and packed.endswith(_END)):
            raise Invalid("compressed_damaged", "These bytes were not packed here: fetch the file again.")
        yield packed.removeprefix(_BEGIN).removesuffix(_END)
