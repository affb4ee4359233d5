"""What a meter gathers, at the edges of what it takes for hum and for a beep."""

import numpy as np
import pytest

from shrutik_audio.measuring.measurements import LOW_BINS, Measurements
from shrutik_audio.measuring.spectrum import NO_HUM

RATE, SEGMENT = 48_000, 4_800


def gathered():
    found = Measurements(RATE, 1, SEGMENT, 1.0)
    found.levels.feed(np.zeros((SEGMENT, 1), np.int16), np.zeros((SEGMENT, 1), np.float32))
    found.take(np.full(10, 1e-4, np.float32), np.full(1, 1e-4, np.float32))
    return found


@pytest.mark.parametrize(("power", "mains"), [(0.9e-10, 0), (1.1e-10, 50)])
def test_what_is_softer_than_the_rounding_of_samples_is_no_hum(power, mains):
    low = np.zeros((20, LOW_BINS), np.float32)
    low[:, [5, 10]] = power / 2
    found = gathered()
    found.take_low(low)
    quality = found.figures()
    assert quality.hum_frequency == mains
    assert (quality.hum == NO_HUM) == (mains == 0)


@pytest.mark.parametrize(("bins", "beep"), [(1, True), (5, True), (6, False), (20, False)])
def test_what_lies_in_fewer_than_six_bins_is_a_beep(bins, beep):
    spectrum = np.zeros((1, SEGMENT // 2 - 1), np.float32)
    spectrum[0, 100 : 100 + bins] = 1.0
    found = gathered()
    found.take_spectrum(spectrum)
    assert (found.beeps.any(), found.spectrum.any()) == (beep, not beep)


def test_a_wide_sound_beside_a_beep_tells_the_band():
    wide = np.full((1, SEGMENT // 2 - 1), 1e-3, np.float32)
    wide[0, 400:] = 1e-12
    narrow = np.zeros_like(wide)
    narrow[0, 100] = 1e3
    found = gathered()
    found.take_spectrum(np.concatenate([narrow, wide]))
    assert found.figures().bandwidth == pytest.approx(4_000, abs=200)
