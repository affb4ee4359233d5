"""A collection recomputed by many is what one makes of it, whatever was foreseen, and whatever changed meanwhile."""

import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recompute_scene import state, typed
from shrutik_bootstrap.recomputing import recompute_on_many
from shrutik_core.consensus.policy import Policy
from shrutik_core.consensus.separate_clips import ClipVotes, aggregate_many
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_chunk, an_instant
from shrutik_core.use_cases.chunks.consensus_of_chunk import record_of
from shrutik_core.use_cases.chunks.foresee import Foreseen, VoteBatch, foresee, votes_address
from shrutik_core.use_cases.collections import recompute_on_many as module
from shrutik_memory.work_pool import MemoryWorkPool
from use_cases_scene import SLUG, PlatformScene, code


@st.composite
def clip_votes(draw):
    texts = draw(st.lists(strategies.typed_texts(), min_size=1, max_size=4))
    workers = [f"w{number}" for number in range(len(texts))]
    reliability = {worker: draw(strategies.probabilities()) for worker in workers}
    return ClipVotes(texts=texts, workers=workers, reliability=reliability, language="bn", policy=Policy())


def shown(result):
    """All that is ever kept of a consensus or done by it."""
    return record_of(a_chunk().id, result, an_instant(1)), result.more_votes


@given(st.lists(clip_votes(), max_size=4), st.lists(clip_votes(), max_size=2))
def test_what_was_foreseen_is_what_would_have_been_said(foreseen, others):
    made = foresee(pickle.loads(pickle.dumps(VoteBatch((), tuple(foreseen)))))
    known = Foreseen.of(pickle.loads(pickle.dumps(made)))
    asked = [*others, *foreseen]
    assert list(map(shown, known(asked))) == list(map(shown, aggregate_many(asked)))
    assert known.used >= len(foreseen)


@pytest.mark.parametrize(
    "change",
    [
        {"texts": ["a", "c"]},
        {"workers": ["x", "z"]},
        {"reliability": {"x": 0.8}},
        {"reliability": {"x": 0.9 + 2**-53}},
        {"prompt": "a"},
        {"language": "en"},
        {"policy": Policy(fewest=3)},
        {"skips": 1},
    ],
)
def test_each_thing_that_a_consensus_hangs_on_has_another_address(change):
    votes = ClipVotes(texts=["a", "b"], workers=["x", "y"], reliability={"x": 0.9}, language="bn", policy=Policy())
    assert votes_address(votes) == votes_address(attrs.evolve(votes))
    assert votes_address(attrs.evolve(votes, **change)) != votes_address(votes)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    for place in (module, "shrutik_core.use_cases.collections.recompute_collection"):
        target = place if isinstance(place, str) else place.__name__
        monkeypatch.setattr(f"{target}.{'_BATCH' if isinstance(place, str) else 'MOST_AT_ONCE'}", 3)


class Ahead:
    """All is foreseen before the first batch is decided, as far as a cluster could ever be ahead."""

    def each(self, work, things):
        yield from [work(thing) for thing in things]


@pytest.mark.parametrize("pool", [MemoryWorkPool(), Ahead()])
def test_it_is_what_one_machine_makes_of_it(pool):
    here, recording, collection = typed()
    here.platform.recompute_collection()(collection)
    there, other, _ = typed()
    told = []
    report = recompute_on_many(there.platform, pool)(SLUG, told.append)
    assert state(there, other) == state(here, recording)
    assert report == told[-1]
    voted = sum(chunk.votes > 0 for chunk in there.chunks(other))
    assert (report.done, report.total) == (voted, voted)
    assert report.foreseen + report.worked_out_here >= voted
    if isinstance(pool, MemoryWorkPool):
        assert report.worked_out_here == 0


def test_again_it_is_the_same():
    here, recording, collection = typed()
    there, other, _ = typed()
    run = recompute_on_many(there.platform, Ahead())
    for _ in range(2):
        here.platform.recompute_collection()(collection)
        run(SLUG)
    assert state(there, other) == state(here, recording)


def test_it_is_of_a_collection_that_there_is():
    scene = PlatformScene()
    assert code(lambda: recompute_on_many(scene.platform, MemoryWorkPool())(SLUG)) == "collection_missing"
