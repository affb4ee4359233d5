"""What a line of a manifest says of a blank clip: where it lies, how long its silence is, why, and nothing else."""

import hashlib
from typing import Any

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import FIGURES
from shrutik_core.releases.manifest.flags import ClipFlag
from shrutik_core.releases.shards.blanking import blank_sound
from shrutik_core.releases.shards.sound_shape import SoundShape

_EMPTY = (
    *("pcm_sha256", "language", "collection", "licence", "consent_version", "speaker", "recording"),
    *("recorded_on", "decision"),
)
_UNKNOWN = ("text", "text_normalised", "prompt", "expected_wer", "method")
_ZERO = ("index", "start_sample", "end_sample", "confidence")


def nothing_said(size_bytes: int, shape: SoundShape, *, withdrawn: bool) -> dict[str, Any]:
    """All fields of such a line but those that say where it lies.

    Args:
        size_bytes: of the clip's sound, which silence has taken the place of.
        shape: of the sound.
        withdrawn: whether its speaker took it back; or else this version leaves it out.
    """
    return {
        **dict.fromkeys(_EMPTY, ""),
        **dict.fromkeys(_UNKNOWN),
        **dict.fromkeys(_ZERO, 0),
        "sha256": hashlib.sha256(blank_sound(size_bytes, shape)).hexdigest(),
        "traits": dict.fromkeys(map(str, Trait)),
        "quality": dict.fromkeys(FIGURES),
        "votes": (),
        "flags": () if withdrawn else (ClipFlag.LEFT_OUT.value,),
        "withdrawn": withdrawn,
    }
