"""What a picture is, told from its content and never from its name: PNG, JPEG or WebP, whole, and not too large."""

import struct
import zlib
from collections.abc import Iterator

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "picture_damaged", "The picture is damaged.")
declare(Invalid, "picture_too_large", "The picture has too many pixels.", {"most": "Pixels that a picture may have."})

MOST_PIXELS = 24_000_000
"""A phone that shows a picture needs four bytes for each of them."""

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def picture_type(head: bytes) -> str | None:
    """The media type of a picture that begins with these bytes, or None if none that is accepted begins so.

    Args:
        head: 12 bytes are enough.
    """
    if head.startswith(_PNG):
        return "image/png"
    if head.startswith(_JPEG):
        return "image/jpeg"
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def check_picture(content: bytes) -> str:
    """The media type of a picture that is there from its first byte to its last.

    Its structure is read, not its pixels: what passes can still look like noise, but its end is not missing and it
    needs no more memory than `MOST_PIXELS` say.

    Raises:
        Invalid: ``picture_damaged``, also if it is none of the three, or ``picture_too_large``.
    """
    media_type = picture_type(content)
    try:
        width, height = _SIZES[media_type](content) if media_type else (0, 0)
    except (struct.error, IndexError, ValueError) as error:
        raise _damaged() from error
    if media_type is None or not width or not height:
        raise _damaged()
    if width * height > MOST_PIXELS:
        detail = (
            f"It has {width} × {height} pixels; a picture may have {MOST_PIXELS // 1_000_000} million. Scale it down."
        )
        raise Invalid("picture_too_large", detail, extra={"most": MOST_PIXELS})
    return media_type


def _damaged() -> Invalid:
    detail = "The picture's end is missing, or it is not a picture; send a PNG, JPEG or WebP file as it was made."
    return Invalid("picture_damaged", detail)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk up to the end of the picture, their checksums compared."""
    place, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        (checksum,) = struct.unpack_from(">I", content, place + 8 + length)
        if checksum != zlib.crc32(name + body):
            raise ValueError(name)
        yield name, body
        place += 12 + length


def _png_size(content: bytes) -> tuple[int, int]:
    chunks = dict(_png_chunks(content))
    if b"IDAT" not in chunks or len(chunks.get(b"IHDR", b"")) != 13:
        raise ValueError(b"IHDR")
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """From the frame's header; behind the first scan only the mark of the end is looked for."""
    place, size = 2, (0, 0)
    while True:
        if content[place] != 0xFF:
            raise ValueError(place)
        mark = content[place + 1]
        if mark == 0xFF or mark in _ALONE:
            place += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        if mark in _FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            size = width, height
        place += 2 + length
        if mark in {_SCAN, _END}:
            content.index(bytes((0xFF, _END)), place)
            return size


def _webp_size(content: bytes) -> tuple[int, int]:
    length, _, name = struct.unpack_from("<I4s4s", content, 4)
    if length + 8 > len(content):
        raise ValueError(length)
    if name == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if name == b"VP8L" and content[20] == 0x2F:
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError(name)


_SIZES = {"image/png": _png_size, "image/jpeg": _jpeg_size, "image/webp": _webp_size}
PICTURES = tuple(_SIZES)
"""Media types of the pictures that are accepted."""
