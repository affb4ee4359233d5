"""A processor that is sent elsewhere cuts there as it does here."""

import io
import pickle

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.portable import PortableProcessor
from shrutik_audio.processor import SoundProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.shared.spans import Span
from shrutik_core.testing.sounds import bursts, wav


def made(processor, sound):
    survey = processor.listen(io.BytesIO(sound), AudioLimits())
    half = survey.facts.samples // 2
    spans = [Span(0, half), Span(half, survey.facts.samples)]
    clips = processor.cut(io.BytesIO(sound), spans, replay=survey.replay)
    return survey.facts, [(clip.span, clip.stream.read(), clip.quality) for clip in clips]


def test_it_makes_the_same_clips_after_its_journey():
    sound = wav(bursts(4.0))
    sent = pickle.dumps(PortableProcessor(Allowance()))
    assert made(pickle.loads(sent), sound) == made(SoundProcessor(), sound)
