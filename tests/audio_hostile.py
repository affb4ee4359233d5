"""What must become of a hostile file: refused with a reason, or saved and flagged, and either of them soon."""

import io
import time

import pytest

from shrutik_audio.processor import SoundProcessor
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.shared.errors import Invalid

PROCESSOR = SoundProcessor()
SECONDS = 10.0
CODES = {
    "empty", "unsupported_media", "no_audio", "damaged", "too_short", "too_long", "too_many_channels",
    "unsupported_rate",
}  # fmt: skip


def analysed(data):
    return PROCESSOR.analyse(io.BytesIO(data), AudioLimits())


def check_refused(data, code=None):
    """Holds if the file is refused, with this code if one is given."""
    start = time.process_time()
    with pytest.raises(Invalid) as error:
        analysed(data)
    assert time.process_time() - start < SECONDS
    assert error.value.code in ({code} if code else CODES)
    assert len(error.value.detail) > 20


def check_saved(data, damage, length):
    """Holds if the whole of what was decoded is cut into clips, and the damage is flagged.

    Args:
        data: the file.
        damage: what must be flagged at least; nothing else if it is empty, anything if it is None.
        length: samples, or seconds to within a tenth; None for any.
    """
    start = time.process_time()
    analysis = analysed(data)
    spans = [chunk.span for chunk in plan_chunks(analysis.features).chunks]
    cut = [clip.span for clip in PROCESSOR.cut(io.BytesIO(data), spans)]
    assert time.process_time() - start < SECONDS
    facts = analysis.facts
    assert (cut[0].start, cut[-1].end, analysis.features.samples) == (0, facts.samples, facts.samples)
    assert set(facts.damage) >= (damage or set())
    assert damage != set() or not facts.damage
    if isinstance(length, int):
        assert facts.samples == length
    elif length is not None:
        assert facts.duration == pytest.approx(length, abs=0.1)
