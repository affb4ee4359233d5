"""What is written where in a shard when a clip is taken back: the same wherever it is done."""

import attrs

from shrutik_core.releases.shards.shard import Shard
from shrutik_core.releases.shards.silence import samples_that_fit, silent_flac
from shrutik_core.releases.shards.sound_shape import SoundShape


@attrs.frozen
class Blanking:
    """Bytes of a shard that replace as many others; everything else stays as it is.

    Attributes:
        offset_bytes: of the first of them in the shard.
        data: what stands there from then on.
    """

    offset_bytes: int
    data: bytes


def blanking(shard: Shard, clip: str, shape: SoundShape) -> Blanking:
    """How a clip of a shard is made blank.

    Args:
        shard: as it was planned.
        clip: pseudonym.
        shape: of the sound that was there.

    Raises:
        Missing: ``shard_clip_missing`` if it is not in the shard.
    """
    member = shard.sound_of(clip)
    return Blanking(member.offset_bytes, blank_sound(member.size_bytes, shape))


def blank_sound(size_bytes: int, shape: SoundShape) -> bytes:
    """What stands for a sound of this size that was taken back: silence of the same shape.

    It is shorter if so much silence does not fit, and zero bytes, which nothing can play, if no stream does; no sound
    that an encoder wrote is so small.
    """
    samples = samples_that_fit(size_bytes, shape)
    if not samples:
        return bytes(size_bytes)
    return silent_flac(size_bytes, shape.sample_rate_hz, shape.channels, shape.bits_per_sample, samples)
