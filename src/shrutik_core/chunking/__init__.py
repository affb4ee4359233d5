"""Where to cut a recording: envelope, pauses, plan, chunks."""

from typing import TYPE_CHECKING

from shrutik_core.shared.lazy_names import lazy_names

if TYPE_CHECKING:
    from shrutik_core.chunking.envelope import Envelope, Features
    from shrutik_core.chunking.plan import Plan, PlannedChunk, plan_chunks
    from shrutik_core.chunking.rules import Rules, WhenShort
    from shrutik_core.chunking.speech import SpeechTrack

__all__ = ["Envelope", "Features", "Plan", "PlannedChunk", "Rules", "SpeechTrack", "WhenShort", "plan_chunks"]

__getattr__ = lazy_names(
    __name__,
    {
        "envelope": ("Envelope", "Features"),
        "plan": ("Plan", "PlannedChunk", "plan_chunks"),
        "rules": ("Rules", "WhenShort"),
        "speech": ("SpeechTrack",),
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
