"""Frames of MP3 and AAC (ADTS), which follow each other in a stream that may be cut anywhere."""

_LAYER_II, _LAYER_III = 2, 1
_MPEG_1, _NO_VERSION, _MPEG_2_5 = 3, 1, 0
# kbit/s by layer, II and III, of MPEG 1; those of MPEG 2 and 2.5 are the same for both.
_BIT_RATES = {
    _LAYER_II: (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    _LAYER_III: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
_LOW_BIT_RATES = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)
_ADTS_RATES = 13
_ADTS_HEAD = 7
# So many frames in a row are no chance: each but the first is told by 20 bits.
_IN_A_ROW = 3
# How much longer the frame that was cut may have been, of a variable bit rate.
_LONGER = 2
# Bits of a head that all frames of a stream share: version, layer and rate.
_SHARED = (0xFF, 0xFE, 0x0C)


def adts_length(head: bytes) -> int:
    """Bytes of the AAC frame in ADTS that begins here; 0 if none does."""
    if len(head) < _ADTS_HEAD or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if head[2] >> 2 & 15 < _ADTS_RATES and length > _ADTS_HEAD else 0


def mpeg_length(head: bytes) -> int:
    """Bytes of the MPEG audio frame of layer II or III that begins here, no field at a forbidden value; 0 for none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == _NO_VERSION or layer not in _BIT_RATES or bit_rate in (0, 15) or rate == len(_RATES):
        return 0
    first = version == _MPEG_1
    kilobits = (_BIT_RATES[layer] if first else _LOW_BIT_RATES)[bit_rate - 1]
    samples = 576 if layer == _LAYER_III and not first else 1_152
    per_second = _RATES[rate] // (1 if first else 4 if version == _MPEG_2_5 else 2)
    return samples * 125 * kilobits // per_second + (head[2] >> 1 & 1)


def cut_frame(head: bytes) -> int:
    """How many bytes of a cut frame come before the first whole one, as where a running stream was joined; 0 for none.

    Args:
        head: the first bytes of a file; several frames of it.
    """
    at = head.find(b"\xff")
    while at >= 0:
        lengths = _in_a_row(head, at)
        if len(lengths) == _IN_A_ROW:
            # What is far longer than a frame is not the rest of one.
            return at if at < _LONGER * max(lengths) else 0
        at = head.find(b"\xff", at + 1)
    return 0


def _in_a_row(head: bytes, at: int) -> list[int]:
    """Lengths of the frames of one stream that follow each other from here, a few at most."""
    lengths: list[int] = []
    first = head[at : at + _ADTS_HEAD]
    length_of = adts_length if adts_length(first) else mpeg_length
    while len(lengths) < _IN_A_ROW:
        told = head[at : at + _ADTS_HEAD]
        length = length_of(told)
        if not length or any((one ^ other) & bits for one, other, bits in zip(first, told, _SHARED, strict=False)):
            break
        lengths.append(length)
        at += length
    return lengths
