"""The outline of a clip encloses its samples, tightly, and survives being stored."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from shrutik_core.recordings.peak_search import find_peaks
from shrutik_core.recordings.peaks import FULL_SCALE, PEAKS_PER_SECOND, Peaks
from shrutik_core.shared.errors import Invalid

SOUNDS = arrays.arrays(
    np.float32,
    st.tuples(st.integers(0, 3_000), st.integers(1, 3)),
    elements=st.floats(-1.5, 1.5, width=32),
    fill=st.just(0.0),
)
RATES = st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 8_001])


@given(sound=SOUNDS, rate=RATES)
def test_each_sample_lies_within_its_pair_and_each_pair_touches_one(sound, rate):
    peaks = find_peaks(sound, rate)
    assert len(peaks.low) == -(-len(sound) * PEAKS_PER_SECOND // rate)
    starts = [place * rate // PEAKS_PER_SECOND for place in range(len(peaks.low) + 1)]
    scaled = sound.clip(-1, 1).astype(np.float64) * FULL_SCALE
    for place, (low, high) in enumerate(zip(peaks.low, peaks.high, strict=True)):
        part = scaled[starts[place] : starts[place + 1]]
        slack = 1e-4
        assert low - slack <= part.min()
        assert part.max() <= high + slack
        assert low > min(part.min(), 0) - 1 - slack
        assert high < max(part.max(), 0) + 1 + slack


@given(pairs=st.lists(st.tuples(st.integers(-FULL_SCALE, 0), st.integers(0, FULL_SCALE))))
def test_what_was_stored_comes_back(pairs):
    peaks = Peaks(tuple(low for low, _ in pairs), tuple(high for _, high in pairs))
    assert Peaks.from_bytes(peaks.to_bytes()) == peaks


@pytest.mark.parametrize(("low", "high"), [((0,), ()), ((-128,), (0,)), ((1,), (1,)), ((0,), (128,)), ((-1,), (-1,))])
def test_what_is_beyond_full_scale_is_not_an_outline(low, high):
    with pytest.raises(Invalid) as error:
        Peaks(low, high)
    assert error.value.code == "peaks"


def test_what_was_stored_by_others_is_refused():
    with pytest.raises(Invalid):
        Peaks.from_bytes(b"\xff\x00\x00")
