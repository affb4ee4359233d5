"""Spectral reports by librosa, whose first import and call compile for many seconds."""

import io

import numpy as np
import pytest

pytest.importorskip("librosa", reason="the extra 'plot' is not installed")

from shrutik_audio.plots.spectral import LibrosaReporter
from shrutik_core.recordings.spectral import SpectralReport
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts import SpectralReporterContract
from shrutik_core.testing.contracts.spectral_reporter import tone
from shrutik_core.testing.sounds import wav


class TestLibrosaReporter(SpectralReporterContract):
    @pytest.fixture
    def reporter(self):
        return LibrosaReporter()

    @pytest.fixture
    def opened(self):
        return io.BytesIO


def test_a_spectrum_has_64_bands_and_a_frame_each_10_ms():
    report = LibrosaReporter().report(io.BytesIO(wav(tone(2_000))))
    assert report.mel.shape == (64, 101)
    assert (report.step, report.highest) == (0.01, 8_000)


def test_a_report_has_bands_and_frames():
    with pytest.raises(Invalid):
        SpectralReport(np.zeros(3, np.float32), 0.01, 8_000, 1, 1, 1)
