"""Cyclic redundancy checks of FLAC frames (RFC 9639, 9.1.8 and 9.3)."""


def _table(polynomial: int, bits: int) -> tuple[int, ...]:
    """What each first byte leaves behind, most significant bit first."""
    top, mask = 1 << (bits - 1), (1 << bits) - 1
    table = []
    for byte in range(256):
        value = byte << (bits - 8)
        for _ in range(8):
            value = (value << 1 ^ (polynomial if value & top else 0)) & mask
        table.append(value)
    return tuple(table)


_EIGHT = _table(0x07, 8)
_SIXTEEN = _table(0x8005, 16)


def crc8(data: bytes) -> int:
    """Of a frame's header: x^8 + x^2 + x + 1, from 0."""
    value = 0
    for byte in data:
        value = _EIGHT[value ^ byte]
    return value


def crc16(data: bytes) -> int:
    """Of a whole frame: x^16 + x^15 + x^2 + 1, from 0."""
    value = 0
    for byte in data:
        value = (value << 8 & 0xFF00) ^ _SIXTEEN[value >> 8 ^ byte]
    return value
