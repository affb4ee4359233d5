"""Stores with clips, and the recipes of their shards."""

import hashlib

import attrs

from shrutik_core.releases.shards.plan import plan_shards
from shrutik_core.releases.shards.recipe import ClipSource, ShardRecipe, planned_clip
from shrutik_core.releases.shards.sound_shape import SoundShape

SHAPE = SoundShape(16_000, 1, 16, 8_000)


def name(number):
    return hashlib.sha256(str(number).encode()).hexdigest()[:32]


def keep_clips(store, sounds, shape=SHAPE):
    """The sources of these sounds, kept in the store, by pseudonym."""
    return {
        name(number): ClipSource(shape, store.put(f"clips/{number}", [sound])) for number, sound in enumerate(sounds)
    }


def noise(count, largest=9_000):
    """Sounds of all sizes; nobody will decode them."""
    seeds = (hashlib.sha256(str(number).encode()).digest() for number in range(count))
    return [(seed * (largest // 32 + 1))[: 64 + int.from_bytes(seed[:4]) % largest] for seed in seeds]


def deal(shards, most):
    """The same plan in smaller shards, so that tests have several without thousands of clips."""
    for shard in shards:
        for number, start in enumerate(range(0, len(shard.clips), most)):
            yield attrs.evolve(shard, number=number, clips=shard.clips[start : start + most])


def recipes(sources, carried=(), prefix="shards", most=2_000, split="train"):
    """Of all shards that these clips make; a clip of a carried shard that is not among them is blank."""
    clips = [planned_clip(clip, split, source) for clip, source in sources.items() if source.sound]
    for shard in deal(plan_shards(clips, carried), most):
        told = [sources[clip.clip] for clip in shard.clips]
        yield ShardRecipe(shard, tuple(told), f"{prefix}/{shard.name}.tar")


def without_sound(source):
    """The source of a clip that was taken back."""
    return ClipSource(source.shape, None)


def read(store, key):
    with store.open(key) as stream:
        return stream.read()
