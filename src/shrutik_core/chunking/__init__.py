"""Where to cut a recording: envelope, pauses, plan, chunks."""

from shrutik_core.chunking.envelope import Envelope, Features
from shrutik_core.chunking.plan import Plan, PlannedChunk, plan_chunks
from shrutik_core.chunking.rules import Rules, WhenShort
from shrutik_core.chunking.speech import SpeechTrack

__all__ = ["Envelope", "Features", "Plan", "PlannedChunk", "Rules", "SpeechTrack", "WhenShort", "plan_chunks"]


def __dir__() -> list[str]:
    return sorted(__all__)
