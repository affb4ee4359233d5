"""The bytes of a tar archive that are not its members': headers, padding and end, the same for ever and everywhere."""

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "tar_member", "An archive cannot hold a member like this.")

BLOCK = 512
"""Bytes of a header; what a member has is filled up to a multiple of them."""
RECORD = 10_240
"""Bytes; an archive's length is a multiple of them."""
LONGEST_NAME = 100
LARGEST_MEMBER = 8**11 - 1
"""Bytes: as many as 11 octal digits tell."""

# Mode 0644, user 0, group 0; then the size; modified at second 0 of 1970; then the sum; a plain file of no named owner.
_OWNER = b"0000644\x000000000\x000000000\x00"
_TIME = b"00000000000\x00"
_KIND = b"0".ljust(101, b"\x00") + b"ustar\x0000".ljust(255, b"\x00")
# A sum counts its own eight bytes as spaces, and the zero byte behind the size adds nothing.
_SUM = sum(_OWNER) + sum(_TIME) + sum(_KIND) + 8 * ord(" ")


def tar_header(name: str, size_bytes: int) -> bytes:
    """The 512 bytes before a member (POSIX.1-1988, ustar): mode 0644, user and group 0, no names, time 0.

    Args:
        name: 1 to 100 ASCII characters.
        size_bytes: 0 to 8 GiB less a byte.

    Raises:
        Invalid: ``tar_member`` if they do not fit into a header.
    """
    if not (name and len(name) <= LONGEST_NAME and name.isascii() and "\0" not in name):
        raise Invalid("tar_member", f"{name[:120]!r} cannot be a member's name: 1 to 100 ASCII characters can.")
    if not 0 <= size_bytes <= LARGEST_MEMBER:
        raise Invalid("tar_member", f"A member of {size_bytes} bytes does not fit: 0 to {LARGEST_MEMBER} do.")
    named, size = name.encode(), b"%011o" % size_bytes
    checked = b"%06o\x00 " % (_SUM + sum(named) + sum(size))
    return b"".join((named.ljust(LONGEST_NAME, b"\x00"), _OWNER, size, b"\x00", _TIME, checked, _KIND))


def padding_bytes(size_bytes: int) -> int:
    """Zero bytes that follow a member of this size, 0 to 511."""
    return -size_bytes % BLOCK


def member_bytes(size_bytes: int) -> int:
    """Bytes that a member takes with its header and padding."""
    return BLOCK + size_bytes + padding_bytes(size_bytes)


def end_bytes(size_bytes: int) -> int:
    """Zero bytes that end an archive whose members take so many: two blocks, and the rest of the record."""
    return 2 * BLOCK + -(size_bytes + 2 * BLOCK) % RECORD
