"""Which libraries a shared object or program of Linux asks for."""

import struct
from pathlib import Path

_MAGIC, _SIXTY_FOUR_LITTLE = b"\x7fELF", (2, 1)
_DYNAMIC, _NEEDED, _END = 6, 1, 0


def needed(path: Path) -> tuple[str, ...]:
    """Its NEEDED entries; none if it is no 64-bit little-endian ELF file, as those of macOS are not."""
    content = path.read_bytes()
    if content[:4] != _MAGIC or tuple(content[4:6]) != _SIXTY_FOUR_LITTLE:
        return ()
    table, size, count = *struct.unpack_from("<Q", content, 40), *struct.unpack_from("<HH", content, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", content, table + index * size) for index in range(count)]
    found: list[str] = []
    for _, kind, _, _, offset, length, strings, *_ in sections:
        if kind == _DYNAMIC:
            found += _names(content, offset, length, sections[strings][4])
    return tuple(found)


def _names(content: bytes, offset: int, length: int, strings: int) -> list[str]:
    names = []
    for tag, value in struct.iter_unpack("<QQ", content[offset : offset + length]):
        if tag == _END:
            break
        if tag == _NEEDED:
            start = strings + value
            names.append(content[start : content.index(b"\0", start)].decode())
    return names
