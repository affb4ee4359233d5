"""Silence as FLAC of a given size to the byte: what is put in the place of a sound that was taken back."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from shrutik_core.releases.shards.crc import crc8, crc16
from shrutik_core.releases.shards.sound_shape import SoundShape
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "silence_does_not_fit", "So many samples of silence do not fit into so few bytes.")

# Samples of a frame, with what its header calls them: the smaller, the more players read it.
_BLOCKS = {4096: 12, 8192: 13, 16384: 14, 32768: 15}
_SIXTEEN_BITS = 7
_MARK = b"fLaC"
_STREAM_INFO, _PADDING, _LAST = 0, 1, 0x80
_HEAD = 4
_INFO = 34
# The mark and the stream's facts.
_BEFORE = len(_MARK) + _HEAD + _INFO
_LARGEST_PADDING = 2**24 - 1
# A frame's number takes one byte more from each of these on; no stream has more frames than 2^24.
_LONGER = (0x80, 0x800, 0x1_0000, 0x20_0000)
_ZEROS = bytes(1 << 20)


def silent_flac(size_bytes: int, sample_rate_hz: int, channels: int, bits_per_sample: int, num_samples: int) -> bytes:
    """A FLAC stream (RFC 9639) of exactly that size whose samples are all 0.

    It has STREAMINFO with the right MD5, PADDING that fills it up, and frames of constant subframes. A sound that a
    common encoder wrote has room for the silence of its length: its frames are no shorter than these, and it holds
    metadata. `samples_that_fit` says how much silence there is room for where that does not hold.

    Args:
        size_bytes: of the stream.
        sample_rate_hz: 1 to 1,048,575.
        channels: 1 to 8.
        bits_per_sample: 4 to 32.
        num_samples: in each channel, 1 to 2^36 - 1.

    Raises:
        Invalid: ``silence_does_not_fit``; ``sound_shape`` if a figure is out of range.
    """
    shape = SoundShape(sample_rate_hz, channels, bits_per_sample, num_samples)
    block = _fitting_block(size_bytes, shape, num_samples)
    if block is None:
        raise Invalid(
            "silence_does_not_fit",
            f"{num_samples} samples of silence do not fit into {size_bytes} bytes: ask for samples_that_fit.",
        )
    frames = b"".join(_frames(shape, block))
    padding = _padding(size_bytes - _BEFORE - len(frames))
    info = _LAST * (not padding) | _STREAM_INFO
    return b"".join((_MARK, bytes((info,)), _INFO.to_bytes(3), _stream_info(shape, block), padding, frames))


def samples_that_fit(size_bytes: int, shape: SoundShape) -> int:
    """How many samples of silence `silent_flac` can write into so many bytes: the shape's, or else fewer.

    Fewer are whole frames of 4,096 samples, or none: then the bytes are too few for any FLAC stream of such a shape.
    """
    if _fitting_block(size_bytes, shape, shape.num_samples):
        return shape.num_samples
    block = min(_BLOCKS)
    low, high = 0, shape.num_samples // block
    while low < high:
        middle = (low + high + 1) // 2
        if _BEFORE + _frame_bytes(shape, block, middle * block) <= size_bytes:
            low = middle
        else:
            high = middle - 1
    # A frame less leaves room for padding.
    fitting = (
        count * block for count in range(low, max(low - 2, 0), -1) if _fits(size_bytes, shape, block, count * block)
    )
    return next(fitting, 0)


def _fitting_block(size_bytes: int, shape: SoundShape, num_samples: int) -> int | None:
    return next((block for block in _BLOCKS if _fits(size_bytes, shape, block, num_samples)), None)


def _fits(size_bytes: int, shape: SoundShape, block: int, num_samples: int) -> bool:
    """Whether nothing is left over, or enough for a block of padding."""
    left = size_bytes - _BEFORE - _frame_bytes(shape, block, num_samples)
    return left == 0 or left >= _HEAD


def _body_bytes(shape: SoundShape) -> int:
    """Of a frame's subframes: a byte of header and one sample for each channel, filled up to whole bytes."""
    return -(-shape.channels * (8 + shape.bits_per_sample) // 8)


def _frame_bytes(shape: SoundShape, block: int, num_samples: int) -> int:
    """Of all frames."""
    whole, rest = divmod(num_samples, block)
    count = whole + bool(rest)
    # Four bytes of header, the number, the length of the last frame, a byte and two of checks.
    numbers = count + sum(count - start for start in _LONGER if start < count)
    return count * (7 + _body_bytes(shape)) + numbers + 2 * bool(rest)


def _frames(shape: SoundShape, block: int) -> Iterator[bytes]:
    whole, rest = divmod(shape.num_samples, block)
    body = bytes(_body_bytes(shape))
    channels = (shape.channels - 1 << 4).to_bytes()
    # Rate and depth are those of the stream.
    start = b"\xff\xf8" + (_BLOCKS[block] << 4).to_bytes() + channels
    for number in range(whole):
        yield _frame(start + _coded(number), body)
    if rest:
        last = b"\xff\xf8" + (_SIXTEEN_BITS << 4).to_bytes() + channels
        yield _frame(last + _coded(whole) + (rest - 1).to_bytes(2), body)


def _frame(header: bytes, body: bytes) -> bytes:
    frame = header + crc8(header).to_bytes() + body
    return frame + crc16(frame).to_bytes(2)


def _coded(number: int) -> bytes:
    """A frame's number in as few bytes as it needs, as UTF-8 codes characters, and beyond."""
    if number < _LONGER[0]:
        return number.to_bytes()
    more = sum(start <= number for start in _LONGER)
    tail = bytes(0x80 | number >> 6 * place & 0x3F for place in reversed(range(more)))
    return bytes((0xFF << 7 - more & 0xFF | number >> 6 * more,)) + tail


def _padding(size_bytes: int) -> bytes:
    """Blocks of padding that take so many bytes, the last of them marked as the last of the metadata."""
    blocks = []
    while size_bytes:
        taken = min(size_bytes, _HEAD + _LARGEST_PADDING)
        if 0 < size_bytes - taken < _HEAD:
            taken -= _HEAD
        size_bytes -= taken
        kind = _PADDING | _LAST * (not size_bytes)
        blocks.append(bytes((kind,)) + (taken - _HEAD).to_bytes(3) + bytes(taken - _HEAD))
    return b"".join(blocks)


def _stream_info(shape: SoundShape, block: int) -> bytes:
    """Sizes of blocks; sizes of frames, which 0 leaves open; rate, channels, depth and samples; MD5 of the samples."""
    facts = shape.sample_rate_hz << 44 | shape.channels - 1 << 41 | shape.bits_per_sample - 1 << 36 | shape.num_samples
    sample_bytes = -(-shape.bits_per_sample // 8) * shape.channels
    digest = _md5_of_zeros(sample_bytes * shape.num_samples)
    return block.to_bytes(2) * 2 + bytes(6) + facts.to_bytes(8) + digest


@lru_cache(maxsize=256)
def _md5_of_zeros(size_bytes: int) -> bytes:
    digest = hashlib.md5(usedforsecurity=False)
    whole, rest = divmod(size_bytes, len(_ZEROS))
    for _ in range(whole):
        digest.update(_ZEROS)
    digest.update(_ZEROS[:rest])
    return digest.digest()
