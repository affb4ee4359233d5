"""What every audio processor must keep, written once: each adapter subclasses and passes."""

import abc
from collections.abc import Callable
from typing import BinaryIO

import attrs
import numpy as np
import pytest

from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio import AudioProcessor
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.media import MediaType
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.spans import Span
from shrutik_core.testing.contracts.base import Contract
from shrutik_core.testing.sounds import RATE, bursts, wav

Opened = Callable[[bytes], BinaryIO]


class AudioProcessorContract(Contract):
    """Subclass it, make the audio processor, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def processor(self) -> AudioProcessor:
        """The audio processor under test."""

    @pytest.fixture
    @abc.abstractmethod
    def opened(self) -> Opened:
        """What opens bytes as a source, e.g. ``io.BytesIO``."""

    def test_facts_are_those_of_the_file(self, processor: AudioProcessor, opened: Opened) -> None:
        facts = processor.analyse(opened(wav(bursts(channels=2))), AudioLimits()).facts
        assert facts.container is MediaType.WAV
        assert (facts.sample_rate, facts.channels, facts.samples) == (RATE, 2, 12 * RATE)
        assert (facts.bits, facts.lossy, facts.float_samples, facts.damage) == (16, False, False, ())
        assert facts.duration == 12.0

    def test_features_can_be_planned(self, processor: AudioProcessor, opened: Opened) -> None:
        plan = plan_chunks(processor.analyse(opened(wav(bursts())), AudioLimits()).features)
        assert plan.chunks[0].span.start == 0
        assert plan.chunks[-1].span.end == 12 * RATE

    def test_levels_are_measured(self, processor: AudioProcessor, opened: Opened) -> None:
        quality = processor.analyse(opened(wav(bursts())), AudioLimits()).quality
        assert quality.duration == pytest.approx(12.0)
        assert quality.peak == pytest.approx(20 * np.log10(6_000 / 32_768), abs=0.2)
        assert quality.clipped == pytest.approx(0, abs=0.002)
        assert 0.4 < quality.speech <= 1

    def test_analysis_is_repeatable_and_leaves_the_source_open(self, processor: AudioProcessor, opened: Opened) -> None:
        source = opened(wav(bursts()))
        first, second = (processor.analyse(source, AudioLimits()) for _ in range(2))
        assert first.facts == second.facts
        assert first.quality == second.quality
        assert first.fingerprint == second.fingerprint
        assert not source.closed

    def test_listening_finds_what_the_analysis_finds(self, processor: AudioProcessor, opened: Opened) -> None:
        source = opened(wav(bursts(channels=2)))
        heard, analysis = processor.listen(source, AudioLimits()), processor.analyse(source, AudioLimits())
        assert heard.facts == analysis.facts
        assert np.array_equal(heard.features.bands, analysis.features.bands)

    def test_a_recording_cut_as_a_whole_has_the_figures_of_its_analysis(
        self, processor: AudioProcessor, opened: Opened
    ) -> None:
        source = opened(wav(bursts(channels=2)))
        analysis = processor.analyse(source, AudioLimits())
        cutting = processor.cut(source, [Span(0, 33_333), Span(33_333, 100_001), Span(100_001, 12 * RATE)])
        assert len(list(cutting)) == 3
        whole = cutting.quality(analysis.features)
        assert cutting.quality(analysis.features) == whole
        for name, figure in attrs.asdict(analysis.quality).items():
            found = getattr(whole, name)
            assert found == figure or found == pytest.approx(figure, rel=1e-5, abs=1e-5), name

    def test_clips_come_in_order_and_are_flac_or_wav_of_their_span(
        self, processor: AudioProcessor, opened: Opened
    ) -> None:
        spans = [Span(0, 20_000), Span(20_000, 20_001), Span(30_000, 192_000)]
        clips = []
        for clip in processor.cut(opened(wav(bursts())), spans):
            data = clip.stream.read()
            assert len(data) == clip.bytes
            clips.append((clip.index, clip.span, clip.quality.duration))
        assert [c[:2] for c in clips] == list(enumerate(spans))
        assert [c[2] for c in clips] == pytest.approx([len(span) / RATE for span in spans])

    def test_a_span_cut_twice_gives_the_same_bytes(self, processor: AudioProcessor, opened: Opened) -> None:
        spans = [Span(1_000, 40_000)]
        first, second = ([clip.stream.read() for clip in processor.cut(opened(wav(bursts())), spans)] for _ in range(2))
        assert first == second

    @pytest.mark.parametrize(
        ("spans", "code"),
        [([Span(0, 10), Span(5, 20)], "spans"), ([Span(0, 10), Span(20, 12 * RATE + 1)], "spans")],
    )
    def test_spans_that_cannot_be_cut_are_refused(
        self, processor: AudioProcessor, opened: Opened, spans: list[Span], code: str
    ) -> None:
        with pytest.raises(Invalid) as error:
            list(processor.cut(opened(wav(bursts())), spans))
        assert error.value.code == code

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "empty"),
            (b"this is a text and no sound at all, whatever its name says", "unsupported_media"),
            (wav(np.zeros(0, np.int16)), "no_audio"),
            (wav(np.zeros(100, np.int16)), "too_short"),
        ],
    )
    def test_what_holds_no_sound_is_refused(
        self, processor: AudioProcessor, opened: Opened, data: bytes, code: str
    ) -> None:
        for work in (processor.analyse, processor.listen):
            with pytest.raises(Invalid) as error:
                work(opened(data), AudioLimits())
            assert error.value.code == code
            assert len(error.value.detail) > 20

    @pytest.mark.parametrize(
        ("limits", "code"),
        [
            (AudioLimits(max_seconds=11), "too_long"),
            (AudioLimits(max_channels=1), "too_many_channels"),
            (AudioLimits(min_rate=22_050), "unsupported_rate"),
        ],
    )
    def test_limits_hold(self, processor: AudioProcessor, opened: Opened, limits: AudioLimits, code: str) -> None:
        for work in (processor.analyse, processor.listen):
            with pytest.raises(Invalid) as error:
                work(opened(wav(bursts(channels=2))), limits)
            assert error.value.code == code
