"""A request's head: whether it can be read in one way only, and asks for no more than it may."""

import regex

from shrutik_http.front.refusal import Refusal

SPOKEN = "This server speaks HTTP/1.1."
UNKNOWN_LENGTH = 1 << 62
_LENGTH = regex.compile(rb"[0-9]{1,18}")
_VERSIONS = frozenset({"1.0", "1.1"})


class Head:
    """What the headers say so far.

    Args:
        most: bytes that all headers may have.

    Attributes:
        length: bytes of the body; None if the head does not say.
        chunked: whether the body comes in chunks.
    """

    def __init__(self, most: int = 64 * 1024) -> None:
        self._most, self._size = most, 0
        self.length: int | None = None
        self.chunked = False
        self._hosts = 0

    @property
    def has_body(self) -> bool:
        """Whether a body follows."""
        return self.chunked or bool(self.length)

    def unread(self, read: int) -> int:
        """Bytes of the body that are still to come after so many; `UNKNOWN_LENGTH` if it comes in chunks."""
        return max(0, (self.length or 0) - read) if not self.chunked else UNKNOWN_LENGTH

    def take(self, name: bytes, value: bytes) -> None:
        """Look at a header.

        Raises:
            Refusal: 400 if it leaves open where the body ends; 431 if it is one too many.
        """
        self._size += len(name) + len(value)
        if self._size > self._most:
            raise too_large(self._most)
        match name.lower():
            case b"content-length":
                if self.length is not None or not _LENGTH.fullmatch(value):
                    raise Refusal(400, "Content-Length must appear once, and have 1 to 18 digits.")
                self.length = int(value)
            case b"transfer-encoding":
                if self.chunked or value.strip().lower() != b"chunked":
                    raise Refusal(400, "A body comes with a Content-Length, or with Transfer-Encoding: chunked.")
                self.chunked = True
            case b"host":
                self._hosts += 1

    def check(self, version: str) -> None:
        """Look at all of it.

        Args:
            version: of HTTP, such as ``1.1``.

        Raises:
            Refusal: 505, or 400 if the head contradicts itself.
        """
        if version not in _VERSIONS:
            raise Refusal(505, SPOKEN)
        if self.chunked and self.length is not None:
            raise Refusal(400, "A body has a length or comes in chunks, not both.")
        if self.chunked and version == "1.0":
            raise Refusal(400, "HTTP/1.0 has no chunks.")
        if self._hosts > 1 or (version == "1.1" and not self._hosts):
            raise Refusal(400, "A request names one Host.")


def unreadable(version: str) -> Refusal:
    """What is said to a caller whose bytes are not a request; ``0.0`` is the version of which nothing was read."""
    return Refusal(400, "This is not an HTTP request.") if version in _VERSIONS | {"0.0"} else Refusal(505, SPOKEN)


def too_large(most: int) -> Refusal:
    """What is said to a caller whose line and headers have more bytes than that."""
    return Refusal(431, f"A request's line and headers may be at most {most // 1024} kB.")
