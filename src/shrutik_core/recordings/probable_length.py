"""How long a recording probably is, told by its bytes alone, before anything of it is decoded."""

from shrutik_core.recordings.media import MediaType

_USUAL = {
    MediaType.WAV: 96_000,
    MediaType.AIFF: 96_000,
    MediaType.FLAC: 48_000,
    MediaType.MP3: 16_000,
    MediaType.AAC: 12_000,
    MediaType.MP4: 12_000,
    MediaType.OGG: 6_000,
    MediaType.WEBM: 6_000,
    MediaType.AMR: 1_600,
}
"""Bytes for each second of speech at the rates at which phones and browsers record it."""


def probable_seconds(media_type: MediaType, size: int) -> float:
    """Seconds of sound that ``size`` bytes usually hold; right within a factor of four or so.

    It is good enough to tell a minute from an hour, and no more.
    """
    return size / _USUAL[media_type]
