"""Chunks and kept cuts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import CHUNK_LIFE, ChunkStatus, Settler
from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.shared.errors import Conflict
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_chunk, a_recording

RATES = st.sampled_from([8_000, 16_000, 44_100, 48_000])


@given(strategies.spans(), RATES)
def test_seconds_follow_from_samples(span, rate):
    chunk = a_chunk(span=span, sample_rate=rate)
    assert round(chunk.start * rate) == span.start
    assert round(chunk.end * rate) == span.end
    assert chunk.duration == pytest.approx(chunk.end - chunk.start, abs=1e-6)
    assert chunk.duration > 0


@given(strategies.chunks(), strategies.sentences(), strategies.probabilities(), st.sampled_from(Settler))
def test_a_text_is_settled_where_the_life_allows(chunk, text, confidence, by):
    if not CHUNK_LIFE.allows(chunk.status, ChunkStatus.SETTLED):
        with pytest.raises(Conflict) as error:
            chunk.settle(text, confidence, by)
        assert error.value.code == f"chunk_{chunk.status}"
        return
    settled = chunk.settle(text, confidence, by)
    assert (settled.status, settled.text, settled.confidence, settled.settled_by) == ("settled", text, confidence, by)


@given(strategies.chunks())
def test_a_chunk_goes_to_review_where_the_life_allows(chunk):
    if CHUNK_LIFE.allows(chunk.status, ChunkStatus.IN_REVIEW):
        waiting = chunk.send_to_review()
        assert (waiting.status, waiting.settled_by) == (ChunkStatus.IN_REVIEW, None)
        assert waiting.reject().settled_by is Settler.REVIEWER
    else:
        with pytest.raises(Conflict):
            chunk.send_to_review()


@given(strategies.chunks(), st.integers(1, 9))
def test_an_open_or_settled_chunk_may_want_more_voices(chunk, wanted):
    if chunk.status in {ChunkStatus.OPEN, ChunkStatus.SETTLED}:
        opened = chunk.reopen(wanted)
        assert (opened.status, opened.wanted, opened.settled_by) == (ChunkStatus.OPEN, wanted, None)
        assert opened.votes == chunk.votes
    else:
        with pytest.raises(Conflict):
            chunk.reopen(wanted)


@given(strategies.chunks())
def test_only_what_is_open_or_in_review_is_rejected(chunk):
    if chunk.status in {ChunkStatus.OPEN, ChunkStatus.IN_REVIEW}:
        assert chunk.reject().status is ChunkStatus.REJECTED
    else:
        with pytest.raises(Conflict):
            chunk.reject()


@given(strategies.chunks())
def test_only_an_open_chunk_wants_votes_and_never_fewer_than_none(chunk):
    assert chunk.votes_wanted >= 0
    if chunk.status is ChunkStatus.OPEN:
        assert chunk.votes_wanted == max(0, chunk.wanted - chunk.votes)
    else:
        assert chunk.votes_wanted == 0


@given(strategies.chunks())
def test_silence_is_a_state_that_is_never_offered(chunk):
    assert chunk.silent == (chunk.status is ChunkStatus.SILENT)
    assert not any(CHUNK_LIFE.allows(ChunkStatus.SILENT, status) for status in ChunkStatus if status != "withdrawn")


@given(strategies.tilings(), st.data())
def test_cuts_are_equal_where_their_spans_are(spans, data):
    silent = data.draw(st.lists(st.booleans(), min_size=len(spans), max_size=len(spans)))
    first, second = (
        Cuts(a_recording().id, "ab", tuple(Cut(span, quiet) for span, quiet in zip(spans, silent, strict=True)))
        for _ in range(2)
    )
    assert first == second
    assert sum(len(cut.span) for cut in first.cuts) == spans[-1].end
