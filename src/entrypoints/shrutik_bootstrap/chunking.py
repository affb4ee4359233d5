"""What `shrutik chunk` is made of: sound alone, no database."""

from collections.abc import Callable
from enum import StrEnum
from typing import BinaryIO, Protocol, cast

from shrutik_audio.processor import SoundProcessor
from shrutik_bootstrap.extras import load
from shrutik_core.chunking.envelope import Features
from shrutik_core.chunking.plan import Plan
from shrutik_core.ports.audio import AudioProcessor
from shrutik_core.ports.voice_activity import VoiceActivity


class Vad(StrEnum):
    """Voice activity detectors by name."""

    ENERGY = "energy"
    """The built-in features alone."""
    SILERO = "silero"
    """Silero's network; needs the extra ``silero``."""


class Drawer(Protocol):
    """Draws a plan for a person to look at."""

    def __call__(self, source: BinaryIO, features: Features, plan: Plan, title: str) -> bytes:
        """A PNG: waveform, score, pauses and cuts."""
        ...


def audio_processor(vad: Vad = Vad.ENERGY) -> AudioProcessor:
    """The sound audio processor, with the detector asked for.

    Raises:
        Unavailable: ``extra_missing`` if the detector's packages are not installed.
    """
    if vad is Vad.ENERGY:
        return SoundProcessor()
    silero = cast("Callable[[], VoiceActivity]", load("shrutik_audio.voice.silero", "silero").SileroActivity)
    return SoundProcessor(silero())


def drawer() -> Drawer:
    """What draws the plan.

    Raises:
        Unavailable: ``extra_missing`` if matplotlib is not installed.
    """
    return cast("Drawer", load("shrutik_audio.plots.plan", "plot").draw)
