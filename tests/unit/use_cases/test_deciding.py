"""Deciding a chunk: what is kept of its votes, and what hangs on the decision."""

from datetime import timedelta

import attrs
import pytest

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.collections.policies import read_policies
from shrutik_core.consensus import Verdict, aggregate
from shrutik_core.consensus.crowd.standing import Standing
from shrutik_core.people.roles import Role
from shrutik_core.review.review import Review, ReviewDecision, ReviewStatus, Ruling
from shrutik_core.shared.errors import Conflict, Missing, Refused
from shrutik_core.shared.pages import PageRequest
from shrutik_core.shared.receipts import IdempotencyKey
from shrutik_core.testing.builders import an_id
from shrutik_core.use_cases.recordings.upload_recording import UploadDetails
from use_cases_scene import SLUG, PlatformScene, tone_wav

TEXT = "আমি গান গাই"
OTHER = "আমি গান গাইব"


def staged(consensus, prompt=None):
    scene = PlatformScene()
    scene.collection(consensus=consensus)
    speaker, said = scene.speaker(), None
    if prompt:
        scene.platform.add_prompts()(None, SLUG, [prompt])
        said = scene.platform.read_prompts().next(speaker, SLUG).id
    scene.recording = scene.platform.upload_recording()(speaker, UploadDetails(SLUG, said), [tone_wav(1.5)])
    scene.installation.work()
    return scene


def heard(scene, *texts):
    """Each text from another person, who took the clip first; the chunk after its consensus."""
    for number, text in enumerate(texts):
        person = scene.person(f"hearer{number}-{text[-1:] or 'none'}")
        (lent,) = scene.take(person)
        scene.say(person, lent, text)
    scene.installation.work()
    (chunk,) = scene.chunks(scene.recording)
    return chunk


def record(scene):
    (chunk,) = scene.chunks(scene.recording)
    return scene.platform.read_chunks().consensus(scene.admin, chunk.id)[1]


def standing(scene, email):
    with scene.platform.units_of_work()() as uow:
        person = uow.contributors.find_by_email(email)
        return uow.standings.of([person.id], "bn")[person.id]


def test_two_who_agree_settle_a_chunk_and_are_believed_more():
    scene = staged({"fewest": 2, "accept_confidence": 0.0})
    chunk = heard(scene, TEXT, TEXT + "।")
    kept = record(scene)
    assert (chunk.status, chunk.text, chunk.settled_by, chunk.votes) == (
        ChunkStatus.SETTLED,
        kept.text,
        Settler.CONSENSUS,
        2,
    )
    assert chunk.confidence == kept.confidence > 0.5
    assert standing(scene, "hearer0-ই@example.org") == Standing(right=3, wrong=0, clips=1, gold_clips=0)


def test_what_is_kept_of_a_consensus_is_the_whole_of_it():
    scene = staged({"fewest": 2, "accept_confidence": 0.99, "accept_wer": None, "most": 5})
    chunk = heard(scene, TEXT, OTHER)
    kept = record(scene)
    network = scene.platform.read_chunks().network(scene.admin, chunk.id)
    assert (kept.chunk, kept.text, kept.confidence, kept.expected_wer, kept.votes, kept.method) == (
        chunk.id,
        network.text,
        network.confidence,
        network.expected_wer,
        2,
        network.method.value,
    )
    assert (kept.decision, kept.reasons) == ("more_votes", ("unsure",))
    assert kept.computed_at == scene.installation.clock.now()
    assert kept.words == tuple(
        {
            "text": word.text,
            "probability": round(word.probability, 4),
            "rivals": [{"text": one.text, "probability": round(one.probability, 4)} for one in word.rivals],
        }
        for word in network.words
    )
    assert [word["text"] for word in kept.words] == kept.text.split()
    assert {one["text"] for one in kept.words[2]["rivals"]} | {kept.words[2]["text"]} == {"গাই", "গাইব"}
    assert all(word["probability"] != round(word["probability"], 3) for word in kept.words[2]["rivals"])


def test_an_open_chunk_shows_what_it_would_say_and_asks_for_more():
    scene = staged({"fewest": 2, "accept_confidence": 0.999, "accept_wer": None, "most": 5})
    chunk = heard(scene, TEXT, OTHER)
    kept = record(scene)
    assert (chunk.status, chunk.text, chunk.confidence) == (ChunkStatus.OPEN, kept.text, kept.confidence)
    assert 2 < chunk.wanted <= 5
    assert chunk.settled_by is None


def test_the_prompt_is_one_more_vote_only_where_the_policy_says_so():
    for witness, voices in ((True, 2), (False, 1)):
        scene = staged({"fewest": 1, "accept_confidence": 0.0, "witness": witness}, prompt=TEXT)
        chunk = heard(scene, OTHER)
        network = scene.platform.read_chunks().network(scene.admin, chunk.id)
        assert [one.text for one in network.transcriptions] == [OTHER, TEXT][:voices]


def test_who_was_right_before_weighs_more():
    scene = staged({"fewest": 1, "accept_confidence": 0.0})
    heard(scene, TEXT)
    with scene.platform.units_of_work()() as uow:
        good = uow.contributors.find_by_email("hearer0-ই@example.org")
        uow.standings.put_all({good.id: Standing(right=2000, wrong=1, clips=100)}, "bn")
        uow.commit()
    scene.platform.change_policies()(scene.admin, SLUG, read_policies({"consensus": {"fewest": 2, "most": 7}}))
    scene.installation.work()
    chunk = heard(scene, OTHER)
    network = scene.platform.read_chunks().network(scene.admin, chunk.id)
    first, second = network.transcriptions
    assert first.worker == str(good.id)
    assert first.accuracy > second.accuracy
    assert network.text == TEXT


def test_votes_that_differ_in_a_number_go_to_review_with_the_reason():
    scene = staged({"fewest": 2, "accept_confidence": 0.0})
    chunk = heard(scene, "আমি ৩ গান গাই", "আমি ৪ গান গাই")
    (case,) = scene.platform.review_queue()(scene.admin, PageRequest()).items
    now = scene.installation.clock.now()
    review = Review(case.review.id, chunk.id, chunk.collection, chunk.speaker, ("number_differs",), now)
    assert (case.review, case.chunk, case.consensus) == (review, chunk, record(scene))
    assert sorted(one.text for one in case.transcriptions) == ["আমি ৩ গান গাই", "আমি ৪ গান গাই"]
    assert (chunk.status, chunk.text) == (ChunkStatus.IN_REVIEW, record(scene).text)


def in_review():
    scene = staged({"fewest": 2, "accept_confidence": 0.0})
    heard(scene, "আমি ৩ গান গাই", "আমি ৪ গান গাই")
    return scene, scene.chunks(scene.recording)[0], scene.person("reviewer", Role.REVIEWER)


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


def test_a_chunk_that_is_gone_cannot_be_decided_and_one_that_is_closed_stays_as_it_is():
    scene, chunk, reviewer = in_review()
    decide = scene.platform.decide_chunk()
    with pytest.raises(Missing) as caught:
        decide(an_id(1))
    assert caught.value.code == "chunk_missing"
    scene.platform.decide_review()(reviewer, chunk.id, Ruling(ReviewDecision.REJECT))
    before, kept = scene.chunk(chunk.id), record(scene)
    scene.installation.clock.advance(timedelta(minutes=1))
    decide(chunk.id)
    assert (scene.chunk(chunk.id), record(scene)) == (before, kept)
    decide.give_up(chunk.id, "the worker was lost")
    assert scene.chunk(chunk.id) == before


@pytest.mark.parametrize(
    ("texts", "status"), [(("আমি যাব", "আমি যাব না"), "in_review"), (("i will not", "i will"), "settled")]
)
def test_a_negation_counts_in_the_language_of_the_collection_alone(texts, status):
    scene = staged({"fewest": 2, "accept_confidence": 0.0})
    assert heard(scene, *texts).status == status


@pytest.mark.parametrize("status", [ChunkStatus.SILENT, ChunkStatus.REJECTED, ChunkStatus.WITHDRAWN])
def test_nothing_is_decided_of_a_chunk_that_is_closed(status):
    scene = staged({"fewest": 2})
    (chunk,) = scene.chunks(scene.recording)
    closed = attrs.evolve(chunk, status=status)
    with scene.platform.units_of_work()() as uow:
        uow.chunks.save(closed)
        uow.commit()
    scene.platform.decide_chunk()(chunk.id)
    assert (scene.chunk(chunk.id), record(scene)) == (closed, None)


def test_skips_count_beside_votes_that_agree():
    scene = staged({"fewest": 3, "most_skips": 1, "accept_confidence": 0.0})
    person = scene.person("skipper")
    (lent,) = scene.take(person)
    scene.platform.keep_tasks().skip(person, lent.task.id, "inaudible")
    assert heard(scene, TEXT, TEXT + "।", " " + TEXT).status is ChunkStatus.IN_REVIEW
