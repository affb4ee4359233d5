"""Spectral reports by librosa, whose first import and call compile for many seconds."""

import io

import numpy as np
import pytest

pytest.importorskip("librosa", reason="the extra 'plot' is not installed")

from audio_files import by_sndfile
from shrutik_audio.plots.spectral import LibrosaReporter
from shrutik_core.recordings.spectral import SpectralReport
from shrutik_core.shared.errors import Invalid

RATE = 16_000


def report(samples):
    return LibrosaReporter().report(io.BytesIO(by_sndfile(samples, RATE)))


def test_a_tone_is_where_it_sounds():
    said = report(0.3 * np.sin(2 * np.pi * 2_000 * np.arange(RATE) / RATE))
    assert said.centroid == pytest.approx(2_000, abs=100)
    assert said.flatness < 0.01
    assert said.mel.shape == (64, 101)
    assert (said.mel.min(), said.mel.max()) == (-80, 0)
    assert (said.step, said.highest) == (0.01, 8_000)


def test_white_noise_is_flat():
    said = report(np.random.default_rng(1).normal(0, 0.1, RATE))
    assert said.flatness > 0.4
    assert said.rolloff > 7_000


def test_what_is_no_sound_is_refused():
    with pytest.raises(Invalid) as error:
        LibrosaReporter().report(io.BytesIO(b"no sound"))
    assert error.value.code == "unsupported_media"


def test_a_report_has_bands_and_frames():
    with pytest.raises(Invalid):
        SpectralReport(np.zeros(3, np.float32), 0.01, 8_000, 1, 1, 1)
