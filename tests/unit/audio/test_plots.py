"""The picture of a plan: its rows, its clock, and the waveform in it."""

import io
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("matplotlib", reason="the extra 'plot' is not installed")

from shrutik_audio.plots.plan import _rows, clock, draw
from shrutik_audio.plots.waveform import waveform
from shrutik_audio.processor import SoundProcessor
from shrutik_core.chunking import plan_chunks
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.testing.sounds import bursts, wav


def drawn(samples, rate=16_000, title="a.wav"):
    """Width and height of the picture, in dots."""
    source = io.BytesIO(wav(samples, rate))
    features = SoundProcessor().listen(source, AudioLimits()).features
    png = draw(source, features, plan_chunks(features), title)
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">2I", png[16:24])


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "00:00"), (7.3, "00:07.3"), (59.96, "01:00"), (83, "01:23"), (3_599.5, "59:59.5"), (3_723, "1:02:03")],
)
def test_the_clock_is_that_of_a_player(seconds, shown):
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "row", "tick"),
    [(0.5, 0.5, 0.1), (7, 7, 1), (10, 10, 1), (29, 29, 2), (31, 30, 2), (900, 30, 2), (901, 60, 5), (1_800, 60, 5),
     (3_600, 120, 10), (7_200, 300, 20), (86_400, 3_600, 300), (900_000, 3_600, 300)],
)  # fmt: skip
def test_rows_are_round_and_thirty_at_most_up_to_a_day(seconds, row, tick):
    assert _rows(seconds) == pytest.approx((row, tick))


def test_a_picture_grows_by_a_row_for_each_half_minute():
    heights = [drawn(bursts(seconds, 8_000), 8_000) for seconds in (20, 61, 91)]
    assert {width for width, _ in heights} == {1_400}
    assert heights[1][1] - heights[0][1] == 2 * 150
    assert heights[2][1] - heights[1][1] == 150


@pytest.mark.parametrize("title", ["a.wav", "আমার গান.wav", "$x_1$.wav"])
def test_any_title_can_stand_over_it(title):
    assert drawn(bursts(2.0), title=title)[0] == 1_400


@pytest.mark.parametrize("samples", [np.zeros(40_000, np.int16), bursts(0.11), bursts(70, 8_000, 2)])
def test_any_recording_can_be_drawn(samples):
    assert drawn(samples, 8_000)[0] == 1_400


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 300_000), st.sampled_from([0.001, 0.013, 0.3]), st.integers(0, 99))
def test_a_column_reaches_from_its_least_sample_to_its_greatest(count, column, seed):
    samples = np.random.default_rng(seed).integers(-20_000, 20_000, count).astype(np.int16)
    wave = waveform(io.BytesIO(wav(samples)), column)
    hop = round(wave.column * 16_000)
    rows = np.pad(samples, (0, -count % hop), mode="edge").reshape(-1, hop) / 32_768
    low, high = rows.min(axis=1), rows.max(axis=1)
    full = max(1e-4, np.quantile(np.maximum(-low, high), 0.999))
    assert np.allclose(wave.low, (low / full).clip(-1, 1), atol=1e-5)
    assert np.allclose(wave.high, (high / full).clip(-1, 1), atol=1e-5)
    assert np.allclose(wave.power[:-1], np.square(rows[:-1] / full).mean(axis=1), rtol=1e-3)


def test_a_click_does_not_make_the_voice_small():
    samples = bursts(20.0)[:, 0].copy()
    samples[5_000] = 32_767
    assert np.quantile(waveform(io.BytesIO(wav(samples)), 0.01).high, 0.7) > 0.5
