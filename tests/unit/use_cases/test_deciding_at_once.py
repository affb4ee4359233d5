"""Many chunks decided at once come out as those that are decided one by one, whatever state they are in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import deciding_one_by_one as one_by_one
from deciding_histories import histories, kept, told
from shrutik_core.shared.errors import Missing
from shrutik_core.testing.builders import a_chunk, a_recording
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.use_cases.chunks.decide_chunk import DecideChunk
from shrutik_core.use_cases.chunks.decide_chunks import DecideChunks
from shrutik_memory.clock import MemoryClock
from shrutik_memory.id_source import MemoryIds
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork


def units():
    return MemoryUnitsOfWork(MemoryStore())


@settings(max_examples=150, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_at_once_is_one_by_one_by_what_was_known_at_the_beginning(history, chance):
    at_once, single, clock = units(), units(), MemoryClock()
    ids = kept(at_once, history)
    assert kept(single, history) == ids
    known, source = one_by_one.known_of(single, ids), MemoryIds()
    for chunk in ids:
        one_by_one.decide(single, clock.now(), source, chunk, known)
    chance.shuffle(ids)
    DecideChunks(at_once, clock, MemoryIds())(ids)
    assert told(at_once, history) == told(single, history)


@settings(max_examples=60, deadline=None)
@given(histories(apart=True), st.integers(1, 8))
def test_chunks_without_a_common_contributor_come_out_alike_in_batches_of_any_size(history, size):
    batches, single, alone, clock = units(), units(), units(), MemoryClock()
    ids = kept(batches, history)
    kept(single, history)
    kept(alone, history)
    decide, source, other = DecideChunks(batches, clock, MemoryIds()), MemoryIds(), MemoryIds()
    for chunk in ids:
        one_by_one.decide(single, clock.now(), source, chunk)
        DecideChunk(alone, clock, other)(chunk)
    for start in range(0, len(ids), size):
        decide(ids[start : start + size])
    assert told(batches, history) == told(single, history) == told(alone, history)


@settings(max_examples=60, deadline=None)
@given(histories(apart=True))
def test_deciding_again_changes_nothing(history):
    store = units()
    ids = kept(store, history)
    decide = DecideChunks(store, MemoryClock(), MemoryIds())
    decide(ids)
    first = told(store, history)
    decide(ids)
    assert told(store, history) == first


def test_what_is_gone_is_left_alone_at_once_and_missed_when_it_is_the_only_one():
    store = units()
    set_stage(store)
    keep(store, a_chunk(1))
    decide = DecideChunks(store, MemoryClock(), MemoryIds())
    with store() as uow:
        taken = decide.within(uow, [a_chunk(1).id, a_chunk(2).id])
    assert [case.chunk for case in taken.cases] == [a_chunk(1)]
    with pytest.raises(Missing) as error:
        DecideChunk(store, MemoryClock(), MemoryIds())(a_recording(1).id)
    assert error.value.code == "chunk_missing"
