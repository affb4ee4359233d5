"""Lines of bytes that come in blocks, none of them so long that it fills the memory."""

from collections.abc import Iterable, Iterator

from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "line_too_long", "A line of a file is longer than any that was written.")

LONGEST_LINE = 1 << 24
"""Bytes."""


def lines_in_blocks(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, without their ends; no more than a block and a line is held.

    Raises:
        Invalid: ``line_too_long`` if one has more than 16 MiB.
    """
    left = b""
    for block in blocks:
        *lines, left = (left + block).split(b"\n")
        yield from lines
        if len(left) > LONGEST_LINE:
            raise Invalid("line_too_long", f"A line has more than {LONGEST_LINE} bytes; fetch the file again.")
    if left:
        yield left
