"""Clips with sound: what a shard would bring, made up."""

import hashlib
import io

import attrs
import numpy as np
import soundfile
from msgspec.structs import replace

from manifest_clips import a_clip
from shrutik_core.releases.views.sound import OpenClip
from views_scene import SPLITS, release

BITS = {16: "PCM_16", 24: "PCM_24"}
WIDTHS = {16: 2, 24: 3}


def flac(samples, rate, bits=16):
    """Samples, full scale being 1, as a FLAC file."""
    stream = io.BytesIO()
    soundfile.write(stream, samples, rate, format="FLAC", subtype=BITS[bits])
    return stream.getvalue()


def tone(place, rate, seconds=0.5, channels=1):
    """A tone that is this clip's own, (frames, channels)."""
    time = np.arange(round(rate * seconds)) / rate
    one = 0.4 * np.sin(2 * np.pi * (180 + 40 * place) * time)
    return np.stack([one * (1 - 0.2 * channel) for channel in range(channels)], axis=1)


def pseudonym(name):
    """Thirty-two characters, as a release has them."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def sounding(place, rate=16_000, bits=16, channels=1, seconds=0.5, **changes):
    """A clip and its FLAC file, whose figures agree."""
    data = flac(tone(place, rate, seconds, channels), rate, bits)
    decoded = soundfile.read(io.BytesIO(data), dtype="int32", always_2d=True)[0] >> (32 - bits)
    packed = decoded.astype("<i4").tobytes()
    pcm = b"".join(packed[at : at + WIDTHS[bits]] for at in range(0, len(packed), 4))
    samples = len(decoded)
    made = a_clip(
        clip=pseudonym(f"clip {place}"),
        speaker=pseudonym(f"speaker {place % 4}"),
        split=SPLITS[(0, 0, 0, 1, 2)[place % 5]],
        sample_rate_hz=rate,
        channels=channels,
        bits_per_sample=bits,
        num_samples=samples,
        duration_s=round(samples / rate, 6),
        start_sample=1_000,
        end_sample=1_000 + samples,
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pcm_sha256=hashlib.sha256(pcm).hexdigest(),
    )
    return replace(made, **changes), data


@attrs.frozen
class Sounding:
    """A release with its sound."""

    release: object
    sounds: dict

    @property
    def open_clip(self) -> OpenClip:
        return lambda clip: self.sounds[clip.clip]


def sounding_release(count=20, per_shard=3, withdrawn=(), texts=(), **changes):
    """A release of tones; those of these places were withdrawn, and the first clips have these texts."""
    pairs = [sounding(place, **changes) for place in range(count)]
    for place, text in enumerate(texts):
        pairs[place] = (replace(pairs[place][0], text=text), pairs[place][1])
    lines = [clip.without_voice() if place in withdrawn else clip for place, (clip, _) in enumerate(pairs)]
    return Sounding(release(lines, per_shard), {clip.clip: data for clip, data in pairs})
