"""A second look: chosen by the policy, blind to what was decided, and of consequence where it differs."""

import pytest

from deciding_scene import TEXT, heard, in_review, staged
from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.people.roles import Role
from shrutik_core.review.review import SECOND_LOOK, SECOND_LOOK_DIFFERS, ReviewDecision, Ruling
from shrutik_core.shared.errors import Conflict
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.use_cases.steps.kept_sums import KEPT

ALL = {"second_look": {"share": 1}}
ACCEPT, REJECT = Ruling(ReviewDecision.ACCEPT), Ruling(ReviewDecision.REJECT)
EDIT = Ruling(ReviewDecision.EDIT, TEXT)


def queue(scene, reviewer):
    return scene.platform.review_queue()(reviewer, PageRequest()).items


def kept(scene, chunk_id):
    """The chunk as it is; an admin is a reviewer, and does not see how one is settled that waits for a second look."""
    with scene.platform.units_of_work()() as uow:
        return uow.chunks.find(chunk_id)


def reviewed(ruling=EDIT, **policies):
    """A chunk that a first reviewer decided, and a second reviewer."""
    scene, chunk, first = in_review(**(policies or ALL))
    scene.platform.decide_review()(first, chunk.id, ruling)
    return scene, chunk, first, scene.person("second", Role.REVIEWER)


def agreement(scene):
    scene.installation.clock.advance(KEPT)
    (chunk,) = scene.chunks(scene.recording)
    return scene.platform.read_agreement()(scene.admin, str(chunk.collection))


def test_without_the_policy_there_is_none():
    scene, _, _, second = reviewed(second_look={"share": 0})
    assert queue(scene, second) == ()
    assert agreement(scene).clips == 0


def test_what_a_reviewer_settled_goes_to_another_who_does_not_see_how():
    scene, before, first, second = reviewed()
    assert queue(scene, first) == ()
    (case,) = queue(scene, second)
    assert case.review.why == (SECOND_LOOK,)
    settled = kept(scene, before.id)
    assert (settled.status, settled.text, settled.settled_by) == (ChunkStatus.SETTLED, TEXT, Settler.REVIEWER)
    shown = (case.chunk, scene.platform.read_chunks().get(second, before.id))
    for chunk in (*shown, scene.platform.read_chunks().consensus(second, before.id)[0]):
        assert (chunk.status, chunk.text, chunk.settled_by) == (ChunkStatus.IN_REVIEW, before.text, None)
        assert chunk.confidence == before.confidence
    assert scene.platform.read_chunks().get(first, before.id) == settled


def test_a_list_of_a_recording_does_not_tell_whoever_may_look_again_how_it_was_settled():
    scene, before, *_ = reviewed()
    told = lambda actor: scene.platform.read_recordings().chunks(actor, scene.recording.id, PageRequest()).items  # noqa: E731
    (shown,) = told(scene.admin)
    assert (shown.status, shown.text, shown.settled_by) == (ChunkStatus.IN_REVIEW, before.text, None)
    assert shown == scene.platform.read_chunks().get(scene.admin, before.id)
    scene.platform.decide_review()(scene.admin, before.id, EDIT)
    assert [(one.status, one.text) for one in told(scene.admin)] == [(ChunkStatus.SETTLED, TEXT)]


def test_whoever_settled_it_cannot_decide_it_again():
    scene, before, first, _ = reviewed()
    with pytest.raises(Conflict) as caught:
        scene.platform.decide_review()(first, before.id, ACCEPT)
    assert caught.value.code == "not_in_review"
    assert "settled" in caught.value.detail


def test_a_second_look_that_agrees_changes_nothing():
    scene, before, _, second = reviewed()
    settled = kept(scene, before.id)
    scene.platform.decide_review()(second, before.id, Ruling(ReviewDecision.EDIT, f" {TEXT}। "))
    assert kept(scene, before.id) == settled
    assert queue(scene, scene.admin) == queue(scene, second) == ()
    told = agreement(scene)
    assert (told.clips, told.same, told.alpha_texts, told.alpha_words) == (1, 1, 1.0, 1.0)


@pytest.mark.parametrize("ruling", [ACCEPT, REJECT])
def test_a_second_look_that_differs_sends_the_chunk_to_whoever_sees_both(ruling):
    scene, before, _, second = reviewed()
    scene.platform.decide_review()(second, before.id, ruling)
    chunk = kept(scene, before.id)
    assert (chunk.status, chunk.text, chunk.settled_by) == (ChunkStatus.IN_REVIEW, TEXT, None)
    (case,) = queue(scene, scene.admin)
    assert case.review.why == (SECOND_LOOK_DIFFERS,)
    assert case.differing.earlier.text == TEXT
    assert case.differing.heard == (None if ruling is REJECT else before.text)
    scene.platform.decide_review()(scene.admin, before.id, ACCEPT)
    assert kept(scene, before.id).status is ChunkStatus.SETTLED
    assert queue(scene, second) == queue(scene, scene.admin) == ()
    assert (agreement(scene).clips, agreement(scene).same) == (1, 0)


def test_standings_are_those_of_the_text_that_stands_in_the_end():
    outcomes = []
    for again in (False, True):
        scene, before, _, second = reviewed(second_look={"share": float(again)})
        if again:
            scene.platform.decide_review()(second, before.id, REJECT)
            scene.platform.decide_review()(scene.admin, before.id, ACCEPT)
        with scene.platform.units_of_work()() as uow:
            people = {one.contributor for one in uow.transcriptions.of_chunk(before.id)}
            outcomes.append(sorted(uow.standings.of(people, "bn").values(), key=lambda one: one.right))
    assert outcomes[0] == outcomes[1]


def test_what_consensus_settled_goes_to_any_reviewer():
    scene = staged({}, **ALL)
    heard(scene, TEXT, TEXT)
    third = scene.person("third")
    scene.say(third, scene.take(third)[0], TEXT)
    scene.installation.work()
    settled = kept(scene, scene.chunks(scene.recording)[0].id)
    assert (settled.status, settled.settled_by) == (ChunkStatus.SETTLED, Settler.CONSENSUS)
    reviewer = scene.person("reviewer", Role.REVIEWER)
    (case,) = queue(scene, reviewer)
    assert (case.review.why, case.chunk.status, case.chunk.settled_by) == ((SECOND_LOOK,), ChunkStatus.IN_REVIEW, None)
    scene.platform.decide_review()(reviewer, settled.id, ACCEPT)
    assert kept(scene, settled.id) == settled
    assert agreement(scene).same == 1


def test_there_is_nothing_to_accept_where_nothing_was_proposed():
    scene = staged({"fewest": 2}, **ALL)
    (chunk,) = scene.chunks(scene.recording)
    first, second = scene.person("first", Role.REVIEWER), scene.person("second", Role.REVIEWER)
    scene.platform.decide_review()(first, chunk.id, EDIT)
    with pytest.raises(Conflict) as caught:
        scene.platform.decide_review()(second, chunk.id, ACCEPT)
    assert caught.value.code == "nothing_to_accept"
    scene.platform.decide_review()(second, chunk.id, EDIT)
    assert agreement(scene).same == 1


def test_the_same_key_decides_once_though_a_second_look_follows():
    scene, chunk, first = in_review(**ALL)
    key = IdempotencyKey("decide_review", "key-1", "digest")
    decided = scene.platform.decide_review()(first, chunk.id, EDIT, key)
    assert scene.platform.decide_review()(first, chunk.id, EDIT, key) == decided


def test_what_a_reviewer_rejects_is_not_looked_at_again():
    scene, _, _, second = reviewed(REJECT)
    assert queue(scene, second) == ()
