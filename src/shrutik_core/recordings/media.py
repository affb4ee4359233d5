"""What a file is, told from its first bytes and never from its name."""

from enum import StrEnum
from typing import Self

from shrutik_core.recordings.frames import adts_length, cut_frame, mpeg_length


class MediaType(StrEnum):
    """A container of sound that is accepted: its registered media type, and the name that people know it by.

    Attributes:
        label: what sentences call it.
    """

    label: str

    WAV = "audio/wav", "WAV"
    FLAC = "audio/flac", "FLAC"
    OGG = "audio/ogg", "Ogg"
    MP3 = "audio/mpeg", "MP3"
    WEBM = "audio/webm", "WebM"
    MP4 = "audio/mp4", "M4A"
    AAC = "audio/aac", "AAC"
    AIFF = "audio/aiff", "AIFF"
    AMR = "audio/amr", "AMR"

    def __new__(cls, value: str, label: str) -> Self:
        """The member of this media type."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def accepted(conjunction: str = "or") -> str:
    """Every accepted container by name, as it stands in a sentence: "WAV, FLAC, ... or AMR".

    Args:
        conjunction: "or" in the language of the sentence.
    """
    *others, last = (media.label for media in MediaType)
    return f"{', '.join(others)} {conjunction} {last}"


NOT_ACCEPTED = f"This is not a sound file that Shrutik can read: send {accepted()}."
"""What to tell a person whose file `sniff` does not know."""


SNIFF_BYTES = 1 << 13
"""As many bytes of the head as `sniff` needs to find frames in a row (a tag hides what follows it, so it is MP3)."""

_PREFIXES = (
    (b"fLaC", MediaType.FLAC),
    (b"OggS", MediaType.OGG),
    (b"ID3", MediaType.MP3),
    (b"APETAGEX", MediaType.MP3),
    (b"\x1a\x45\xdf\xa3", MediaType.WEBM),
    (b"#!AMR\n", MediaType.AMR),
    (b"#!AMR-WB\n", MediaType.AMR),
)
_FORMS = (
    ((b"RIFF", b"RF64", b"BW64"), (b"WAVE",), MediaType.WAV),
    ((b"FORM",), (b"AIFF", b"AIFC"), MediaType.AIFF),
)
_MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide")


def sniff(head: bytes) -> MediaType | None:
    """The container that begins with these bytes, or None if no accepted container begins so.

    A stream of MP3 or AAC may begin in mid-frame. Total on any bytes. A match says what the file claims to be,
    not that it can be decoded.

    Args:
        head: the first bytes of the file; `SNIFF_BYTES` of them are enough.
    """
    for prefix, media in _PREFIXES:
        if head.startswith(prefix):
            return media
    for outer, inner, media in _FORMS:
        if head[:4] in outer and head[8:12] in inner:
            return media
    if head[4:8] in _MP4_BOXES:
        return MediaType.MP4
    whole = head[cut_frame(head) :]
    if adts_length(whole):
        return MediaType.AAC
    return MediaType.MP3 if mpeg_length(whole) else None
