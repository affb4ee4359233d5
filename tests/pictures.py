"""Small pictures of 8 × 6 pixels, each of a kind of its own."""

import base64
import struct
import zlib

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI/////////////////////////////////////////////"
    "///////wAALCAAGAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1"
    "FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTl"
    "JWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AI6//9k="
)
PROGRESSIVE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI/////////////////////////////////////////////"
    "///////wgALCAAGAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAv/aAAgBAQAAAAE//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABBQJ//8"
    "QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPyF//9oACAEBAAAAEH//xAAUEAEAAAAA"
    "AAAAAAAAAAAAAAAA/9oACAEBAAE/EH//2Q=="
)
LOSSY = base64.b64decode("UklGRioAAABXRUJQVlA4IB4AAABwAQCdASoIAAYADMDOJaACsAFAAAD+53nvPG6DAAA=")
LOSSLESS = base64.b64decode("UklGRiIAAABXRUJQVlA4TBYAAAAvB0ABAAdQimrVo/8BgCD8b5uI6H8I")
EXTENDED = base64.b64decode(
    "UklGRlQAAABXRUJQVlA4WAoAAAAQAAAABwAABQAAQUxQSA8AAAABB1CyiAgABOF/20RE/0MAVlA4IB4AAABwAQCdASoIAAYADMDOJaACsAFAAAD+53"
    "nvPG6DAAA="
)


def png(width: int = 8, height: int = 6, shade: int = 90) -> bytes:
    """A grey picture, one byte for each pixel; rows are not written if there are too many to hold."""
    rows = (b"\0" + bytes([shade]) * width) * (height if width * height < 1 << 20 else 1)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


ALL = {
    "png": (png(), "image/png"),
    "jpeg": (JPEG, "image/jpeg"),
    "progressive": (PROGRESSIVE, "image/jpeg"),
    "lossy": (LOSSY, "image/webp"),
    "lossless": (LOSSLESS, "image/webp"),
    "extended": (EXTENDED, "image/webp"),
}
