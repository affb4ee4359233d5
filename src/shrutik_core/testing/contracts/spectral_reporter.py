"""What every spectral reporter must keep."""

import abc
from collections.abc import Callable
from typing import BinaryIO

import numpy as np
import pytest
from numpy.typing import NDArray

from shrutik_core.ports.spectral_reporter import SpectralReporter
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract
from shrutik_core.testing.sounds import RATE, wav

Opened = Callable[[bytes], BinaryIO]

NOISE = np.random.default_rng(1).normal(0, 3_000, RATE).astype(np.int16)


def tone(pitch: float, seconds: float = 1.0, rate: int = RATE) -> NDArray[np.int16]:
    """A tone at a third of full scale, int16, (frames,)."""
    return (10_000 * np.sin(2 * np.pi * pitch * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


class SpectralReporterContract(Contract):
    """Subclass it, make the reporter, and pytest collects the rest."""

    @pytest.fixture
    @abc.abstractmethod
    def reporter(self) -> SpectralReporter:
        """The reporter under test."""

    @pytest.fixture
    @abc.abstractmethod
    def opened(self) -> Opened:
        """What opens bytes as a clip, e.g. ``io.BytesIO``."""

    @pytest.mark.parametrize("pitch", [300, 1_000, 2_000, 5_000])
    def test_a_tone_is_where_it_sounds(self, reporter: SpectralReporter, opened: Opened, pitch: int) -> None:
        report = reporter.report(opened(wav(tone(pitch))))
        assert report.centroid == pytest.approx(pitch, abs=100)
        assert report.rolloff == pytest.approx(pitch, abs=100)
        assert report.flatness < 0.01

    def test_a_higher_tone_is_loudest_in_a_higher_band(self, reporter: SpectralReporter, opened: Opened) -> None:
        pitches = (200, 500, 1_000, 2_000, 4_000, 7_000)
        reports = [reporter.report(opened(wav(tone(pitch)))) for pitch in pitches]
        loudest = [int(report.mel.mean(axis=1).argmax()) for report in reports]
        assert loudest == sorted(set(loudest))

    def test_white_noise_is_flat_and_reaches_up(self, reporter: SpectralReporter, opened: Opened) -> None:
        report = reporter.report(opened(wav(NOISE)))
        assert report.flatness > 0.4
        assert 0.85 * report.highest < report.rolloff <= report.highest
        assert report.centroid == pytest.approx(report.highest / 2, rel=0.1)

    @pytest.mark.parametrize(("seconds", "rate"), [(0.3, 8_000), (1.0, 16_000), (1.7, 44_100)])
    def test_frames_cover_the_clip_and_bands_half_its_rate(
        self, reporter: SpectralReporter, opened: Opened, seconds: float, rate: int
    ) -> None:
        report = reporter.report(opened(wav(tone(440, seconds, rate), rate)))
        assert report.highest == rate / 2
        assert report.mel.shape[1] * report.step == pytest.approx(seconds, abs=2 * report.step)

    @pytest.mark.parametrize("samples", [NOISE, tone(500), np.zeros(RATE, np.int16)])
    def test_levels_lie_within_80_db_of_the_loudest(
        self, reporter: SpectralReporter, opened: Opened, samples: NDArray[np.int16]
    ) -> None:
        report = reporter.report(opened(wav(samples)))
        assert report.mel.dtype == np.float32
        assert -80 <= report.mel.min() <= report.mel.max() == 0
        assert np.isfinite([report.centroid, report.rolloff, report.flatness]).all()

    def test_the_same_clip_gives_the_same_report_and_stays_open(
        self, reporter: SpectralReporter, opened: Opened
    ) -> None:
        clip = opened(wav(NOISE))
        first, second = reporter.report(clip), reporter.report(clip)
        assert np.array_equal(first.mel, second.mel)
        assert (first.centroid, first.rolloff, first.flatness) == (second.centroid, second.rolloff, second.flatness)
        assert not clip.closed

    @pytest.mark.parametrize(
        ("clip", "code"),
        [
            (b"", "empty"),
            (b"this is a text and not sound at all, whatever its name says", "unsupported_media"),
            (wav(np.zeros(0, np.int16)), "no_audio"),
            (wav(np.zeros(601 * 8_000, np.int16), 8_000), "too_long"),
        ],
    )
    def test_what_cannot_be_reported_on_is_refused(
        self, reporter: SpectralReporter, opened: Opened, clip: bytes, code: str
    ) -> None:
        with pytest.raises(Invalid) as error:
            reporter.report(opened(clip))
        assert error.value.code == code
        assert len(error.value.detail) > 20
