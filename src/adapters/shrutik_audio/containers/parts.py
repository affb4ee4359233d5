"""Files that are several end to end, as recorders leave them that split, or as plain appending makes them."""

import struct
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import BinaryIO, NamedTuple

from shrutik_audio.containers.boxes import mp4_boxes, never_ended, riff_boxes
from shrutik_audio.containers.ogg import breaks
from shrutik_audio.containers.window import window
from shrutik_core.recordings.media import MediaType

_LONGEST_FORM = 1 << 16
_LONGEST = (1 << 32) - 1


class _Part(NamedTuple):
    """One sound; None for an empty one. One that is made has no header in the file that could be read."""

    source: BinaryIO | None
    made: bool = False


def parts(source: BinaryIO, media: MediaType, size: int) -> Iterator[BinaryIO]:
    """Each sound of a file of ``size`` bytes as a file of its own, in order; the file itself if it holds only one.

    Other kinds than WAV, AIFF and MP4 are left whole: FFmpeg reads on where one ends and the next begins; of Ogg, only
    if both are coded alike.
    """
    if media is MediaType.WAV:
        found = _sounds(source, size)
    elif media is MediaType.AIFF:
        found = _aiff_sounds(source, size)
    elif media is MediaType.MP4:
        found = _between(source, _mp4_starts(source, size), size)
    elif media is MediaType.OGG:
        found = _between(source, chain([0], breaks(source)), size)
    else:
        found = iter(())
    first, second = next(found, _Part(source)), next(found, None)
    if second is None:
        return iter([first.source if first.made and first.source else source])
    return (part.source for part in chain([first, second], found) if part.source is not None)


def _between(source: BinaryIO, starts: Iterator[int], size: int) -> Iterator[_Part]:
    """From each start to the next, and from the last to the end."""
    begun = next(starts, 0)
    for start in chain(starts, [size]):
        yield _Part(window(source, begun, start))
        begun = start


def _sounds(source: BinaryIO, size: int) -> Iterator[_Part]:
    """A file for every ``data`` of a WAV; one that has no header that can be read on its own gets one made for it.

    No decoder finds the parts behind one of odd length if the byte that belongs behind it is missing.
    """
    begun: int | None = None
    form, long, shifted = b"", False, False
    for box in riff_boxes(source):
        # Behind a part of odd length whose padding was forgotten, a decoder would not find the others.
        shifted = not box.opens and begun is not None and bool(shifted or box.sought or (box.at - begun) & 1)
        if box.opens:
            begun, form, long = box.at, b"", box.name != b"RIFF"
        elif box.name == b"fmt ":
            source.seek(box.start)
            form = source.read(min(box.length, _LONGEST_FORM))
        elif box.name == b"data":
            endless = never_ended(source, box, size)
            end = size if endless else min(size, box.start + box.length)
            unsaid = endless if long else end - box.start > _LONGEST
            if end == box.start:
                yield _Part(None)
            elif begun is not None and not (unsaid or (shifted and form)):
                yield _Part(window(source, begun, end))
            elif form:
                told = max(end - box.start, min(box.length, _LONGEST))
                yield _Part(window(source, box.start, end, _header(form, told)), made=True)
            begun = None
            if endless:
                return


def _aiff_sounds(source: BinaryIO, size: int) -> Iterator[_Part]:
    """A file for every AIFF; one of two parts alone, made for it, if the padding of another was forgotten."""
    boxes = list(riff_boxes(source, ">4sI"))
    starts = [number for number, box in enumerate(boxes) if box.opens]
    for number, after in zip_longest(starts, starts[1:]):
        begun, end = boxes[number].at, size if after is None else boxes[after].at
        inside = boxes[number + 1 : after]
        form, sound = (next((box for box in inside if box.name == name), None) for name in (b"COMM", b"SSND"))
        if form is None or sound is None or not any((box.at - begun) & 1 for box in inside):
            yield _Part(window(source, begun, end))
            continue
        source.seek(begun)
        head = source.read(12)
        source.seek(form.at)
        told = source.read(8 + min(form.length, _LONGEST_FORM)) + bytes(form.length & 1)
        stop = min(end, sound.start + sound.length)
        whole = struct.pack(">4sI", head[:4], min(_LONGEST, 4 + len(told) + stop - sound.at)) + head[8:] + told
        yield _Part(window(source, sound.at, stop, whole), made=True)


def _header(form: bytes, length: int) -> bytes:
    """A header for sound of this form; one with room for the length if that is over 4 GB."""
    told = b"fmt " + struct.pack("<I", len(form)) + form + bytes(len(form) & 1)
    whole = len(told) + 12 + length
    if length <= _LONGEST:
        return b"RIFF" + struct.pack("<I", min(whole, _LONGEST)) + b"WAVE" + told + b"data" + struct.pack("<I", length)
    long = b"ds64" + struct.pack("<IQQQI", 28, whole + 36, length, 0, 0)
    unsaid = struct.pack("<I", _LONGEST)
    return b"RF64" + unsaid + b"WAVE" + long + told + b"data" + unsaid


def _mp4_starts(source: BinaryIO, size: int) -> Iterator[int]:
    """The start, and wherever another ``ftyp`` follows upon an index."""
    yield 0
    indexed = False
    for box in mp4_boxes(source, size):
        if box.name == b"ftyp" and indexed:
            indexed = False
            yield box.at
        indexed = indexed or box.name == b"moov"
