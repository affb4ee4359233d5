"""Whether a recording may be cut anew: never if a text hangs on one of its clips, or may still come."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.chunking.rechunking import SENTENCES, Rechunked, RecordingClips
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_chunk

COUNTS = st.integers(0, 3)
UNTOUCHED = {ChunkStatus.OPEN, ChunkStatus.SILENT}


@given(st.lists(strategies.chunks(), max_size=4), COUNTS, COUNTS, COUNTS)
def test_nothing_that_anybody_did_is_ever_in_the_way_of_a_cut(chunks, typed, awaited, marked):
    clips = RecordingClips(tuple(chunks), typed, awaited, marked)
    worked_on = typed or marked or any(one.votes or one.status not in UNTOUCHED for one in chunks)
    expected = Rechunked.TYPED if worked_on else Rechunked.LENT if awaited else None
    assert clips.hindrance is expected


@pytest.mark.parametrize("status", sorted(set(ChunkStatus) - UNTOUCHED))
def test_one_clip_that_was_decided_keeps_all(status):
    chunks = (a_chunk(1), attrs.evolve(a_chunk(2), status=status))
    assert RecordingClips(chunks).hindrance is Rechunked.TYPED


def test_skips_keep_nothing():
    assert RecordingClips((a_chunk(1, skips=3),)).hindrance is None


def test_each_outcome_has_a_sentence():
    assert SENTENCES.keys() == set(Rechunked)
