"""Pictures in shades as PNG (ISO/IEC 15948): every browser shows them, and nothing is needed to write them."""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE = 3
# Of each channel from the darkest shade to the lightest: lightness rises evenly, so that it prints in grey too.
_RED, _GREEN, _BLUE = (4, 52, 152, 236, 252), (6, 24, 44, 110, 244), (22, 92, 98, 58, 190)


def grey_to_png(levels: NDArray[np.uint8]) -> bytes:
    """The picture in 256 shades from dark blue to pale yellow.

    Args:
        levels: 0 (darkest) to 255, (rows, columns), the top row first.
    """
    rows, columns = levels.shape
    head = struct.pack("!IIBBBBB", columns, rows, 8, _PALETTE, 0, 0, 0)
    # Each row begins with the filter that it went through: none.
    data = np.pad(levels, ((0, 0), (1, 0))).tobytes()
    chunks = ((b"IHDR", head), (b"PLTE", _palette()), (b"IDAT", zlib.compress(data, 6)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _palette() -> bytes:
    at = np.linspace(0, len(_RED) - 1, 256)
    channels = [np.interp(at, np.arange(len(shades)), shades) for shades in (_RED, _GREEN, _BLUE)]
    return np.rint(np.stack(channels, axis=1)).astype(np.uint8).tobytes()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))
