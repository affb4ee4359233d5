"""Recordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.recordings.recording import RECORDING_LIFE, Reason, RecordingStatus, Sound
from shrutik_core.shared.errors import Conflict
from shrutik_core.testing import strategies

REASONS = st.lists(st.builds(Reason, st.sampled_from(["too_noisy", "too_short"]), st.text(max_size=5))).map(tuple)


@given(strategies.recordings(), st.sampled_from(RecordingStatus), strategies.instants(), st.none() | REASONS)
def test_a_recording_lives_by_its_table(recording, status, now, reasons):
    if not RECORDING_LIFE.allows(recording.status, status):
        with pytest.raises(Conflict) as error:
            recording.become(status, now, reasons)
        assert error.value.code == f"recording_{recording.status}"
        return
    after = recording.become(status, now, reasons)
    assert (after.status, after.updated_at) == (status, now)
    assert after.reasons == (recording.reasons if reasons is None else reasons)
    assert (after.id, after.audio, after.created_at) == (recording.id, recording.audio, recording.created_at)


@given(strategies.recordings(), strategies.instants())
def test_what_was_measured_is_kept_and_not_shared(recording, now):
    sound = Sound(1.5, 48_000, 1, 72_000, "opus", "webm")
    quality = {"snr_db": 20.0}
    after = recording.measured(sound, quality, now)
    quality["snr_db"] = 0.0
    assert after.sound == sound
    assert after.quality == {"snr_db": 20.0}
    assert (after.status, after.updated_at) == (recording.status, now)


def test_a_failed_recording_may_be_tried_again_a_refused_one_not():
    assert RECORDING_LIFE.allows(RecordingStatus.FAILED, RecordingStatus.PROCESSING)
    assert not RECORDING_LIFE.allows(RecordingStatus.REFUSED, RecordingStatus.PROCESSING)
    assert not RECORDING_LIFE.allows(RecordingStatus.CHUNKED, RecordingStatus.PROCESSING)
