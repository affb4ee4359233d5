"""Measuring clips: what their samples are, known for certain only once they are decoded."""

from typing import Protocol

from shrutik_core.releases.shards.sound_shape import MeasuredClip
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "clip_unreadable", "A clip does not decode, or holds no sound.")


class ClipMeasurer(Protocol):
    """Decodes clips to the end."""

    def measure(self, clip: bytes) -> MeasuredClip:
        """The shape of a clip's samples, counted, and their hash.

        Args:
            clip: the whole file.

        Raises:
            Invalid: ``clip_unreadable`` if it does not decode to its end, has fewer samples than it says, or has none.
        """
        ...
