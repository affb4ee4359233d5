"""The serial number of an Ogg stream, which encoders draw by chance, set to one that is always the same (RFC 3533)."""

import struct

from shrutik_core.shared.errors import Invalid

_HEADER = 27
_SERIAL, _CHECKSUM, _SEGMENTS = 14, 22, 26
_POLYNOMIAL = 0x04C11DB7


def _row(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1) ^ (_POLYNOMIAL if value & 0x80000000 else 0)
    return value & 0xFFFFFFFF


_TABLE = tuple(map(_row, range(256)))


def _checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value


def with_serial(data: bytes, serial: int = 0) -> bytes:
    """The file with this number on each page, and the page's checksum anew.

    Args:
        data: Ogg with one stream.
        serial: 0 to 2³²-1.

    Raises:
        Invalid: ``sound_unreadable`` if it is not made of Ogg pages.
    """
    changed, at = bytearray(data), 0
    while at < len(data):
        if data[at : at + 4] != b"OggS":
            raise Invalid("sound_unreadable", f"There is no Ogg page at byte {at}.")
        count = data[at + _SEGMENTS]
        end = at + _HEADER + count + sum(data[at + _HEADER : at + _HEADER + count])
        struct.pack_into("<I", changed, at + _SERIAL, serial)
        struct.pack_into("<I", changed, at + _CHECKSUM, 0)
        struct.pack_into("<I", changed, at + _CHECKSUM, _checksum(bytes(changed[at:end])))
        at = end
    return bytes(changed)
