"""Files that are several end to end, as recorders leave them that split, or as plain appending makes them."""

import struct
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from shrutik_audio.chunks import boxes, chunks
from shrutik_audio.window import window
from shrutik_core.recordings.media import MediaType

_STREAMED = 0x7FFF_0000
_LONGEST_FORM = 1 << 16


def parts(source: BinaryIO, media: MediaType, size: int) -> Iterator[BinaryIO]:
    """Each sound of a file of ``size`` bytes as a file of its own, in order; the file itself where it holds but one.

    Other kinds than WAV, AIFF and MP4 are left whole: FFmpeg reads on where one ends and the next begins.
    """
    if media is MediaType.WAV:
        found = _sounds(source, size)
    elif media is MediaType.AIFF:
        found = _between(source, (chunk.at for chunk in chunks(source, ">4sI") if chunk.opens), size)
    elif media is MediaType.MP4:
        found = _between(source, _mp4_starts(source, size), size)
    else:
        found = iter(())
    first, second = next(found, source), next(found, None)
    return chain([first, second], found) if second is not None else iter([source])


def _between(source: BinaryIO, starts: Iterator[int], size: int) -> Iterator[BinaryIO]:
    """From each start to the next, and from the last to the end."""
    begun = next(starts, 0)
    for start in chain(starts, [size]):
        yield window(source, begun, start)
        begun = start


def _sounds(source: BinaryIO, size: int) -> Iterator[BinaryIO]:
    """A file for every ``data`` of a WAV; those behind the first of one RIFF get a header made for them."""
    begun: int | None = None
    form = b""
    for chunk in chunks(source):
        if chunk.opens:
            begun, form = chunk.at, b""
        elif chunk.name == b"fmt ":
            source.seek(chunk.start)
            form = source.read(min(chunk.length, _LONGEST_FORM))
        elif chunk.name == b"data":
            there = size - chunk.start
            endless = chunk.length == 0 or (chunk.length >= _STREAMED and there < chunk.length)
            end = size if endless else min(size, chunk.start + chunk.length)
            if begun is not None:
                yield window(source, begun, end)
            elif form:
                yield window(source, chunk.start, end, _header(form, chunk.length))
            begun = None
            if endless:
                return


def _header(form: bytes, length: int) -> bytes:
    told = (
        b"WAVEfmt " + struct.pack("<I", len(form)) + form + bytes(len(form) & 1) + b"data" + struct.pack("<I", length)
    )
    return b"RIFF" + struct.pack("<I", min(len(told) + length, (1 << 32) - 1)) + told


def _mp4_starts(source: BinaryIO, size: int) -> Iterator[int]:
    """The start, and wherever another ``ftyp`` follows upon an index."""
    yield 0
    indexed = False
    for box in boxes(source, size):
        if box.name == b"ftyp" and indexed:
            indexed = False
            yield box.at
        indexed = indexed or box.name == b"moov"
