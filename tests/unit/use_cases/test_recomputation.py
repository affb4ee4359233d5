"""A new policy: chunks are decided anew by it, but never over a reviewer's word."""

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus
from shrutik_core.collections.policies import Policies, read_policies
from shrutik_core.consensus.policy import Policy
from shrutik_core.review.review import ReviewDecision, Ruling
from shrutik_core.shared.errors import Refused
from shrutik_core.shared.job_kinds import JobKind
from shrutik_core.shared.jobs import STALLED_AFTER, JobStatus
from shrutik_core.shared.pages import PageRequest
from shrutik_core.transcription.lending import Lending
from shrutik_core.use_cases.collections import recompute_collection
from use_cases_scene import SLUG, PlatformScene, tone_wav

ONE_VOTE_SETTLES = {"fewest": 1, "accept_confidence": 0.0}
THREE_ARE_WANTED = {"fewest": 3, "accept_confidence": 0.0}


@pytest.fixture
def scene():
    made = PlatformScene()
    made.collection(consensus=ONE_VOTE_SETTLES)
    recording = made.upload(made.speaker(), tone_wav(12.0))
    made.installation.work()
    person = made.person("one")
    for lent in made.take(person):
        made.say(person, lent, "আমি গান গাই")
    made.installation.work()
    made.recording = recording
    return made


def states(scene):
    return {chunk.status for chunk in scene.chunks(scene.recording)}


def test_what_was_settled_is_reopened_by_a_stricter_policy_and_settled_again_by_a_milder_one(scene):
    assert states(scene) == {ChunkStatus.SETTLED}
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": THREE_ARE_WANTED}))
    scene.installation.work()
    assert states(scene) == {ChunkStatus.OPEN}
    assert {chunk.wanted for chunk in scene.chunks(scene.recording)} == {3}
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": ONE_VOTE_SETTLES}))
    scene.installation.work()
    assert states(scene) == {ChunkStatus.SETTLED}


def test_a_reviewers_word_stands(scene):
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": {**THREE_ARE_WANTED, "most": 3}}))
    scene.installation.work()
    scene.hear([("two", "আমি গান গাই না"), ("three", "আমি গান গাই")])
    cases = scene.platform.review_queue()(scene.admin, PageRequest(100)).items
    assert cases
    for case in cases:
        ruling = Ruling(ReviewDecision.EDIT, "আমি গান গাইব")
        scene.platform.decide_review()(scene.admin, case.chunk.id, ruling)
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": ONE_VOTE_SETTLES}))
    scene.installation.work()
    assert {scene.chunk(case.chunk.id).text for case in cases} == {"আমি গান গাইব"}


def test_the_same_policy_again_changes_nothing(scene):
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": ONE_VOTE_SETTLES}))
    assert not scene.platform.manage_jobs().list(None, PageRequest(), JobStatus.WAITING).items


def test_saying_a_default_changes_no_decision_and_makes_no_work(scene):
    said = {**ONE_VOTE_SETTLES, "most": Policy().most}
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": said}))
    assert not scene.platform.manage_jobs().list(None, PageRequest(), JobStatus.WAITING).items


def test_policies_replace_all_that_were_and_the_audit_tells_what_they_are(scene):
    scene.platform.change_collection()(scene.admin, SLUG, Policies(lending=Lending(gold_share=0.1)))
    changed = scene.platform.read_collections().get(SLUG)
    assert changed.policies == Policies(lending=Lending(gold_share=0.1))
    with scene.platform.units_of_work()() as uow:
        newest = uow.audit.page(PageRequest(1), changed.id).items[0]
    assert (newest.action, newest.facts["lending"], newest.facts["consensus"]) == (
        "collection.policies_changed", {"gold_share": 0.1}, {},
    )  # fmt: skip


def test_only_an_administrator_changes_policies(scene):
    with pytest.raises(Refused):
        scene.platform.change_collection()(scene.person("nosy"), SLUG, Policies())


def test_one_that_takes_long_is_not_taken_for_lost(scene, monkeypatch):
    monkeypatch.setattr(recompute_collection, "_BATCH", 1)
    scene.platform.change_collection()(scene.admin, SLUG, read_policies({"consensus": THREE_ARE_WANTED}))
    scene.platform.relay_jobs()()
    (sent,) = scene.installation.sender.sent
    decide, recovered = scene.platform.decide_chunks(), []

    def slowly(chunk_ids):
        decide(chunk_ids)
        scene.installation.clock.advance(0.7 * STALLED_AFTER)
        recovered.append(scene.platform.recover_jobs().stalled())

    slow = recompute_collection.RecomputeCollection(decide.units_of_work, slowly, decide.clock, lambda: None)
    run = scene.platform.run_job()
    attrs.evolve(run, works={**run.works, JobKind.RECOMPUTE_COLLECTION: slow})(sent.id)
    assert len(recovered) > 1
    assert not any(recovered)
    (done,) = scene.platform.manage_jobs().list(None, PageRequest(1), JobStatus.DONE).items
    assert (done.kind, done.attempts) == (JobKind.RECOMPUTE_COLLECTION, 1)


def test_each_chunk_with_a_vote_is_decided_once_whatever_the_batch(scene, monkeypatch):
    speaker = scene.person("second")
    scene.platform.give_consent()(speaker, SLUG, "1", ["record"])
    scene.upload(speaker, tone_wav(3.0))
    scene.installation.work()
    voted = sorted(chunk.id for chunk in scene.chunks(scene.recording))
    assert len(voted) > 1
    decide = scene.platform.decide_chunks()
    for batch in (1, len(voted), len(voted) + 1):
        monkeypatch.setattr(recompute_collection, "_BATCH", batch)
        decided, pauses = [], []
        once = recompute_collection.RecomputeCollection(
            decide.units_of_work, decided.extend, decide.clock, lambda pauses=pauses: pauses.append(1)
        )
        once(scene.recording.collection)
        assert decided == voted
        assert len(pauses) == -(-len(voted) // batch)
    once.give_up(scene.recording.collection, "lost")
