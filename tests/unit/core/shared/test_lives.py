"""Lives: what the table says is what may happen, for every life of the core."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.chunk import CHUNK_LIFE, ChunkStatus
from shrutik_core.people.contributor import CONTRIBUTOR_LIFE, ContributorStatus
from shrutik_core.people.withdrawal import WITHDRAWAL_LIFE, WithdrawalStatus
from shrutik_core.recordings.recording import RECORDING_LIFE, RecordingStatus
from shrutik_core.releases.release import RELEASE_LIFE, ReleaseStatus
from shrutik_core.review.review import REVIEW_LIFE, ReviewStatus
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.jobs import JOB_LIFE, JobStatus
from shrutik_core.shared.lives import Life
from shrutik_core.transcription.task import TASK_LIFE, TaskStatus

LIVES = [
    (CHUNK_LIFE, ChunkStatus),
    (CONTRIBUTOR_LIFE, ContributorStatus),
    (JOB_LIFE, JobStatus),
    (RECORDING_LIFE, RecordingStatus),
    (RELEASE_LIFE, ReleaseStatus),
    (REVIEW_LIFE, ReviewStatus),
    (TASK_LIFE, TaskStatus),
    (WITHDRAWAL_LIFE, WithdrawalStatus),
]


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    AMBER = "amber"


WAYS = st.fixed_dictionaries({light: st.frozensets(st.sampled_from(Light)) for light in Light})


@given(WAYS, st.sampled_from(Light), st.sampled_from(Light))
def test_a_step_is_taken_exactly_where_the_table_has_it(ways, before, after):
    life = Life("light", ways)
    assert life.allows(before, after) == (after in ways[before])
    assert (before in life.sources(after)) == life.allows(before, after)
    if life.allows(before, after):
        assert life.step(before, after) is after
    else:
        with pytest.raises(Conflict) as error:
            life.step(before, after)
        assert error.value.code == f"light_{before}"
        assert before in error.value.detail
        assert after in error.value.detail


@pytest.mark.parametrize(("life", "states"), LIVES, ids=lambda part: getattr(part, "thing", ""))
def test_every_state_is_in_the_table_and_is_no_way_to_itself(life, states):
    assert set(life.ways) == set(states)
    assert not any(life.allows(state, state) for state in states)


@pytest.mark.parametrize(("life", "states"), LIVES, ids=lambda part: getattr(part, "thing", ""))
def test_every_state_is_reached_from_a_first_one(life, states):
    # A chunk is born silent or open; for everything else the first state listed is the birth.
    reached = {ChunkStatus.SILENT, ChunkStatus.OPEN} if states is ChunkStatus else {next(iter(states))}
    while more := {after for before in reached for after in life.ways[before]} - reached:
        reached |= more
    assert reached == set(states)


@pytest.mark.parametrize(
    ("life", "ends"),
    [
        (CHUNK_LIFE, {"withdrawn"}),
        (CONTRIBUTOR_LIFE, {"erased"}),
        (JOB_LIFE, {"done"}),
        (RECORDING_LIFE, {"withdrawn"}),
        (RELEASE_LIFE, {"superseded"}),
        (REVIEW_LIFE, {"decided", "closed"}),
        (TASK_LIFE, {"submitted", "skipped", "cancelled"}),
        (WITHDRAWAL_LIFE, {"undone", "done"}),
    ],
    ids=lambda part: getattr(part, "thing", ""),
)
def test_these_are_ends(life, ends):
    assert {state for state, after in life.ways.items() if not after} == ends


def test_recordings_and_chunks_can_always_be_withdrawn():
    for life in (RECORDING_LIFE, CHUNK_LIFE):
        assert all(life.allows(state, state.__class__.WITHDRAWN) for state in life.ways if state != "withdrawn")
