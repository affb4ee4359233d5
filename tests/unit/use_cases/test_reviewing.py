"""A reviewer's word: final, noted, once, and only from those who may."""

import attrs
import pytest

from deciding_scene import TEXT, heard, in_review, staged, standing
from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.consensus import Verdict, aggregate
from shrutik_core.people.roles import Role
from shrutik_core.review.review import ReviewDecision, ReviewStatus, Ruling
from shrutik_core.shared.errors import Conflict, Missing, Refused
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from use_cases_scene import SLUG


@pytest.mark.parametrize("decision", ReviewDecision)
def test_a_reviewers_word_is_final_and_noted(decision):
    scene, before, reviewer = in_review()
    text = TEXT if decision is ReviewDecision.EDIT else None
    ruling, now = Ruling(decision, text, "as I hear it"), scene.installation.clock.now()
    review = scene.platform.decide_review()(reviewer, before.id, ruling)
    assert (review.status, review.reviewer, review.ruling, review.decided_at) == (
        ReviewStatus.DECIDED,
        reviewer.id,
        ruling,
        now,
    )
    after = {
        ReviewDecision.ACCEPT: attrs.evolve(before, status=ChunkStatus.SETTLED, confidence=1.0),
        ReviewDecision.EDIT: attrs.evolve(before, status=ChunkStatus.SETTLED, text=TEXT, confidence=1.0),
        ReviewDecision.REJECT: attrs.evolve(before, status=ChunkStatus.REJECTED),
    }[decision]
    assert scene.chunk(before.id) == attrs.evolve(after, settled_by=Settler.REVIEWER)
    assert scene.platform.review_queue()(reviewer, PageRequest()).items == ()
    with scene.platform.units_of_work()() as uow:
        assert uow.reviews.latest(before.id) == review
        (entry,) = uow.audit.page(PageRequest(), before.id).items
    assert (entry.at, entry.actor, entry.action, entry.subject, dict(entry.facts)) == (
        now,
        reviewer.id,
        "chunk.reviewed",
        before.id,
        {"decision": decision.value},
    )
    right = {ReviewDecision.ACCEPT: {3, 4}, ReviewDecision.EDIT: {3}, ReviewDecision.REJECT: {0}}[decision]
    standings = [standing(scene, f"hearer{number}-ই@example.org") for number in range(2)]
    assert {one.right for one in standings} == right
    assert {one.clips for one in standings} == {decision is not ReviewDecision.REJECT}


def test_three_newcomers_who_agree_settle_a_chunk_as_aggregate_says():
    scene = staged({})
    assert heard(scene, "what I heard", "what I heard").status is ChunkStatus.OPEN
    third = scene.person("third")
    (lent,) = scene.take(third)
    scene.say(third, lent, "what I heard")
    scene.installation.work()
    (chunk,) = scene.chunks(scene.recording)
    alone = aggregate(["what I heard"] * 3)
    assert (chunk.status, chunk.text, round(chunk.confidence, 3)) == (ChunkStatus.SETTLED, "what I heard", 0.835)
    assert chunk.confidence == pytest.approx(alone.confidence, abs=1e-12)
    assert alone.decision is Verdict.ACCEPT


def test_a_review_cancels_the_leases_that_still_run():
    scene = staged({"fewest": 3, "most": 3})
    people = [scene.person(name) for name in ("one", "two", "three")]
    leases = [scene.take(person)[0] for person in people]
    scene.say(people[0], leases[0], "আমি ৩ গান গাই")
    scene.say(people[1], leases[1], "আমি ৪ গান গাই")
    scene.installation.work()
    scene.platform.decide_review()(scene.admin, leases[0].chunk.id, Ruling(ReviewDecision.EDIT, TEXT))
    (held,) = scene.platform.keep_tasks().list(people[2], PageRequest()).items
    assert (held.task.status, held.task.finished_at) == ("cancelled", scene.installation.clock.now())


def test_the_same_key_decides_once():
    scene, chunk, reviewer = in_review()
    key, ruling = IdempotencyKey("decide_review", "key-1", "digest"), Ruling(ReviewDecision.REJECT)
    first = scene.platform.decide_review()(reviewer, chunk.id, ruling, key)
    assert scene.platform.decide_review()(reviewer, chunk.id, ruling, key) == first
    with pytest.raises(Conflict) as caught:
        scene.platform.decide_review()(reviewer, chunk.id, ruling)
    assert caught.value.code == "not_in_review"


def test_who_may_not_review_and_what_is_not_there():
    scene, chunk, reviewer = in_review()
    decide, queue = scene.platform.decide_review(), scene.platform.review_queue()
    ruling = Ruling(ReviewDecision.REJECT)
    speaker = scene.platform.manage_people().give_role(None, "speaker@example.org", Role.REVIEWER).actor
    acts = [
        (lambda: decide(scene.person("nosy"), chunk.id, ruling), "not_permitted"),
        (lambda: queue(scene.person("nosy2"), PageRequest()), "not_permitted"),
        (lambda: decide(speaker, chunk.id, ruling), "own_voice"),
        (lambda: decide(reviewer, an_id(1), ruling), "chunk_missing"),
        (lambda: queue(reviewer, PageRequest(), "nowhere"), "collection_missing"),
    ]
    for act, code in acts:
        with pytest.raises((Missing, Refused)) as caught:
            act()
        assert caught.value.code == code
    assert queue(speaker, PageRequest()).items == ()
    assert len(queue(reviewer, PageRequest(), SLUG).items) == 1
    scene.collection("other")
    assert queue(reviewer, PageRequest(), "other").items == ()


def test_where_nobody_typed_anything_there_is_nothing_to_accept():
    scene = staged({"fewest": 2, "most_skips": 1})
    person = scene.person("one")
    (lent,) = scene.take(person)
    scene.platform.keep_tasks().skip(person, lent.task.id, "inaudible")
    scene.installation.work()
    with pytest.raises(Conflict) as caught:
        scene.platform.decide_review()(scene.admin, lent.chunk.id, Ruling(ReviewDecision.ACCEPT))
    assert caught.value.code == "nothing_to_accept"
    (case,) = scene.platform.review_queue()(scene.admin, PageRequest()).items
    assert case.transcriptions == ()
