"""Headers that do not fit their file: a length that was never filled in, an end that is missing."""

from typing import BinaryIO

from shrutik_audio.containers import flac, mp3, ogg
from shrutik_audio.containers.boxes import mp4_boxes, never_ended, riff_boxes
from shrutik_audio.containers.webm import ends_in_element
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType

_NONE: frozenset[Damage] = frozenset()


def _wav_damage(source: BinaryIO, size: int) -> frozenset[Damage]:
    """Compares the declared size of the sound with what is there."""
    sound = next((box for box in riff_boxes(source) if box.name == b"data"), None)
    if sound is None:
        return _NONE
    if never_ended(source, sound, size):
        return frozenset({Damage.HEADER})
    return frozenset({Damage.TRUNCATED}) if size - sound.start < sound.length else _NONE


def _aiff_ends_early(source: BinaryIO, size: int) -> bool:
    sound = next((box for box in riff_boxes(source, ">4sI") if box.name == b"SSND"), None)
    return sound is not None and size - sound.start < sound.length


def _mp4_ends_early(source: BinaryIO, size: int) -> bool:
    return any(box.start + box.length > size for box in mp4_boxes(source, size))


def header_damage(source: BinaryIO, media: MediaType, size: int) -> frozenset[Damage]:
    """What the header and the end of a file of ``size`` bytes tell of its damage."""
    find, damage = _FOUND_BY.get(media, (None, Damage.HEADER))
    if find is not None:
        return frozenset({damage}) if find(source, size) else _NONE
    return _wav_damage(source, size) if media is MediaType.WAV else _NONE


_FOUND_BY = {
    MediaType.MP3: (mp3.holds_more, Damage.HEADER),
    MediaType.FLAC: (flac.holds_more, Damage.HEADER),
    MediaType.AIFF: (_aiff_ends_early, Damage.TRUNCATED),
    MediaType.OGG: (ogg.ends_early, Damage.TRUNCATED),
    MediaType.MP4: (_mp4_ends_early, Damage.TRUNCATED),
    MediaType.WEBM: (ends_in_element, Damage.TRUNCATED),
}
