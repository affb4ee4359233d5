"""What a file is, told from its first bytes and never from its name."""

from enum import StrEnum
from typing import Self


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


SNIFF_BYTES = 64
"""As many bytes of the head as `sniff` needs (a tag hides what follows it, so it counts as MP3)."""

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


def _is_adts(head: bytes) -> bool:
    """Whether an AAC frame in ADTS begins here: sync word, layer 0, a known rate, a length that holds."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return False
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return head[2] >> 2 & 15 < 13 and length > 7


def _is_mpeg_frame(head: bytes) -> bool:
    """Whether an MPEG-1 or -2 audio frame of layer II or III begins here, no field at a forbidden value."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer in (1, 2) and bitrate not in (0, 15) and rate != 3


def sniff(head: bytes) -> MediaType | None:
    """The container that begins with these bytes, or None if no accepted container begins so.

    Total on any bytes. A match says what the file claims to be, not that it can be decoded.

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
    if _is_adts(head):
        return MediaType.AAC
    return MediaType.MP3 if _is_mpeg_frame(head) else None
